import { readFileSync } from 'node:fs';
import { Strict } from '../model/modelled.mjs';
import { notModelled, strict } from '../model/strict.mjs';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
const WIDTH_AT = 16;
const HEIGHT_AT = 20;

/** An image as its bytes: PNG only, never decoded. */
export class NativeImage extends Strict {
  #bytes;
  #isTemplate = false;

  /** @param {Buffer} bytes */
  constructor(bytes) {
    super('NativeImage');
    if (bytes.length > 0 && !bytes.subarray(0, PNG.length).equals(PNG))
      throw notModelled('an image that is no PNG');
    this.#bytes = bytes;
  }

  isEmpty() {
    return this.#bytes.length === 0;
  }

  getSize() {
    if (this.isEmpty()) return { width: 0, height: 0 };
    return { width: this.#bytes.readUInt32BE(WIDTH_AT), height: this.#bytes.readUInt32BE(HEIGHT_AT) };
  }

  toPNG() {
    return Buffer.from(this.#bytes);
  }

  toDataURL() {
    return `data:image/png;base64,${this.#bytes.toString('base64')}`;
  }

  /** @param {boolean} isTemplate */
  setTemplateImage(isTemplate) {
    this.#isTemplate = isTemplate;
  }

  isTemplateImage() {
    return this.#isTemplate;
  }

  /** @param {Electron.AddRepresentationOptions} _options sharper versions are not drawn */
  addRepresentation(_options) {}
}

/** @param {string} path */
function createFromPath(path) {
  try {
    return new NativeImage(readFileSync(path));
  } catch (error) {
    // Electron gives an empty image for a file that is not there.
    if (error instanceof Error && 'code' in error) return new NativeImage(Buffer.alloc(0));
    throw error;
  }
}

export const nativeImage = strict('nativeImage', {
  createEmpty: () => new NativeImage(Buffer.alloc(0)),
  createFromPath,

  /** @param {Buffer} bytes */
  createFromBuffer: (bytes) => new NativeImage(bytes),

  /** @param {string} url */
  createFromDataURL: (url) => new NativeImage(Buffer.from(url.split(',')[1] ?? '', 'base64')),
});

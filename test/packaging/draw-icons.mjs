/** Draws assets/icons anew from its two SVG files: `node test/packaging/draw-icons.mjs`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { projectFolder } from '../../main/start/set-up.mjs';
import { CHROMIUM_ARGS, findChromium } from '../chromium.mjs';

const folder = join(projectFolder, 'assets', 'icons');
/** Below this many pixels the bars of the gate would only blur. */
const SMALL = 48;
const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
/** Sizes kept as files of their own; Linux takes them as they are. */
const FILES = SIZES.filter((size) => size <= 512);
const WINDOWS = [16, 24, 32, 48, 64, 256];
/** The names that macOS gives to pictures of these sizes. */
const MAC = [
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
  ['ic11', 32],
  ['ic12', 64],
  ['ic13', 256],
  ['ic14', 512],
];

const browser = await chromium.launch({ executablePath: findChromium() ?? undefined, args: CHROMIUM_ARGS });
const page = await browser.newPage();
const drawn = new Map();
for (const size of SIZES) drawn.set(size, await draw(size));
await browser.close();

for (const size of FILES) writeFileSync(join(folder, 'png', `${size}x${size}.png`), drawn.get(size));
writeFileSync(join(folder, 'gatehouse.ico'), windowsIcon());
writeFileSync(join(folder, 'gatehouse.icns'), macIcon());

async function draw(size) {
  const name = size < SMALL ? 'gatehouse-small.svg' : 'gatehouse.svg';
  const svg = readFileSync(join(folder, name), 'utf8');
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
  );
  return page.screenshot({ omitBackground: true });
}

/** A list of pictures with their places, then the pictures. */
function windowsIcon() {
  const head = Buffer.alloc(6 + 16 * WINDOWS.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(WINDOWS.length, 4);
  let offset = head.length;
  for (const [nth, size] of WINDOWS.entries()) {
    const at = 6 + 16 * nth;
    const { length } = drawn.get(size);
    // 256 is written as 0.
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += length;
  }
  return Buffer.concat([head, ...WINDOWS.map((size) => drawn.get(size))]);
}

/** Named pieces behind one head, each with its length. */
function macIcon() {
  const pieces = MAC.map(([name, size]) => piece(name, drawn.get(size)));
  return piece('icns', Buffer.concat(pieces));
}

function piece(name, content) {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32BE(8 + content.length, 4);
  return Buffer.concat([head, content]);
}

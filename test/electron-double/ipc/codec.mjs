/**
 * Structured clone as text, for both ends of the ipc: what Electron clones arrives equal, what it refuses throws.
 * This file also runs inside pages (see preload-script.mjs), so it imports nothing.
 *
 * Plain values and objects stand for themselves; everything else is `{ $: tag, ... }`. Objects are numbered in the
 * order they are met, on both ends alike, so that a second mention is a reference.
 *
 * @typedef {{ $: string, v?: unknown, [more: string]: unknown }} Tagged
 * @typedef {(value: unknown) => unknown} Step
 */

const REFUSED = new Set(['Promise', 'WeakMap', 'WeakSet', 'WeakRef', 'Generator', 'Window', 'global']);

function refuse() {
  return new Error('An object could not be cloned.');
}

/** @param {unknown} value */
export function encode(value) {
  /** @type {Map<object, number>} */
  const seen = new Map();
  /** @type {Step} */
  const step = (part) => {
    if (typeof part !== 'object' || part === null) return encodePlain(part);
    const known = seen.get(part);
    if (known !== undefined) return { $: 'ref', v: known };
    seen.set(part, seen.size);
    return encodeObject(part, step);
  };
  return JSON.stringify(step(value));
}

/** @param {unknown} value */
function encodePlain(value) {
  switch (typeof value) {
    case 'undefined':
      return { $: 'undefined' };
    case 'bigint':
      return { $: 'bigint', v: String(value) };
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0) ? value : { $: 'number', v: numberName(value) };
    case 'function':
    case 'symbol':
      throw refuse();
    default:
      return value;
  }
}

/** @param {number} value */
function numberName(value) {
  return Object.is(value, -0) ? '-0' : String(value);
}

/**
 * @param {object} value
 * @param {Step} step
 */
function encodeObject(value, step) {
  if (Array.isArray(value)) return Array.from(value, step);
  if (value instanceof Error) return { $: 'error', n: value.name, v: value.message, s: value.stack };
  if (value instanceof Date) return { $: 'date', v: String(value.getTime()) };
  if (value instanceof RegExp) return { $: 'regexp', v: value.source, f: value.flags };
  if (value instanceof Map) return { $: 'map', v: [...value].map((pair) => pair.map(step)) };
  if (value instanceof Set) return { $: 'set', v: [...value].map(step) };
  if (value instanceof ArrayBuffer) return { $: 'buffer', v: toBase64(new Uint8Array(value)) };
  if (ArrayBuffer.isView(value)) return encodeView(value);
  const kind = Object.prototype.toString.call(value).slice(8, -1);
  if (REFUSED.has(kind) || (typeof Node === 'function' && value instanceof Node)) throw refuse();
  return encodeFields(value, step);
}

/** @param {ArrayBufferView} view */
function encodeView(view) {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  const kind = Object.prototype.toString.call(view).slice(8, -1);
  return { $: 'view', k: kind, v: toBase64(bytes) };
}

/**
 * @param {object} value
 * @param {Step} step
 */
function encodeFields(value, step) {
  /** @type {[string, unknown][]} */
  const fields = Object.entries(value).map(([key, part]) => [key, step(part)]);
  const isPlain = fields.every(([key]) => key !== '$' && key !== '__proto__');
  return isPlain ? Object.fromEntries(fields) : { $: 'object', v: fields };
}

/** @param {string} text */
export function decode(text) {
  /** @type {object[]} */
  const seen = [];
  /** @type {Step} */
  const step = (part) => {
    if (typeof part !== 'object' || part === null) return part;
    if (Array.isArray(part)) return decodeArray(part, seen, step);
    if (!('$' in part)) return decodeFields(Object.entries(part), seen, step);
    return decodeTagged(/** @type {Tagged} */ (part), seen, step);
  };
  return step(JSON.parse(text));
}

/**
 * @param {unknown[]} parts
 * @param {object[]} seen
 * @param {Step} step
 */
function decodeArray(parts, seen, step) {
  /** @type {unknown[]} */
  const list = [];
  seen.push(list);
  for (const part of parts) list.push(step(part));
  return list;
}

/**
 * @param {[string, unknown][]} fields
 * @param {object[]} seen
 * @param {Step} step
 */
function decodeFields(fields, seen, step) {
  const object = {};
  seen.push(object);
  for (const [key, part] of fields) {
    const field = { value: step(part), writable: true, enumerable: true, configurable: true };
    Object.defineProperty(object, key, field);
  }
  return object;
}

/**
 * @param {Tagged} tagged
 * @param {object[]} seen
 * @param {Step} step
 */
function decodeTagged(tagged, seen, step) {
  const { $: tag, v } = tagged;
  if (tag === 'undefined') return undefined;
  if (tag === 'number') return Number(v);
  if (tag === 'bigint') return BigInt(String(v));
  if (tag === 'ref') return seen[Number(v)];
  if (tag === 'object') return decodeFields(/** @type {[string, unknown][]} */ (v), seen, step);
  const made = /** @type {object} */ (MAKERS[tag]?.(tagged));
  seen.push(made);
  if (made instanceof Map) {
    for (const [key, value] of /** @type {[unknown, unknown][]} */ (v)) made.set(step(key), step(value));
  }
  if (made instanceof Set) for (const part of /** @type {unknown[]} */ (v)) made.add(step(part));
  return made;
}

// Cloning keeps the names of the language's own errors and no others.
const ERRORS = [EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError];

/** @type {Record<string, (tagged: Tagged) => unknown>} */
const MAKERS = {
  date: ({ v }) => new Date(Number(v)),
  regexp: ({ v, f }) => new RegExp(String(v), String(f)),
  map: () => new Map(),
  set: () => new Set(),
  buffer: ({ v }) => fromBase64(String(v)).buffer,
  view: ({ k, v }) => makeView(String(k), fromBase64(String(v))),
  error: ({ n, v, s }) => makeError(String(n), String(v), s),
};

/**
 * @param {string} name
 * @param {string} message
 * @param {unknown} stack
 */
function makeError(name, message, stack) {
  const Kind = ERRORS.find((one) => one.name === name) ?? Error;
  const error = new Kind(message);
  if (typeof stack === 'string') error.stack = stack;
  return error;
}

/**
 * @param {string} kind
 * @param {Uint8Array} bytes
 */
function makeView(kind, bytes) {
  if (kind === 'Uint8Array') return bytes;
  const View = /** @type {DataViewConstructor} */ (Reflect.get(globalThis, kind));
  return new View(/** @type {ArrayBuffer} */ (bytes.buffer));
}

/** @param {Uint8Array} bytes */
function toBase64(bytes) {
  let text = '';
  const STEP = 0x8000;
  for (let at = 0; at < bytes.length; at += STEP)
    text += String.fromCharCode(...bytes.subarray(at, at + STEP));
  return btoa(text);
}

/** @param {string} text */
function fromBase64(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

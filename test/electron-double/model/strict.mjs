// This file also runs inside pages (see ipc/preload-script.mjs), so it imports nothing.

// What the language, the inspector and assertion libraries ask of any object without meaning it.
const HARMLESS = new Set(['then', 'toJSON', 'inspect', 'nodeType', 'tagName', 'asymmetricMatch']);

/** @param {string} member */
export function notModelled(member) {
  return new Error(
    `electron double: ${member} is not modelled. Model it in test/electron-double or run on the real Electron.`,
  );
}

/**
 * The same object, but asking for or setting a member it does not have throws a sentence that names it.
 * @template {object} T
 * @param {string} name
 * @param {T} target
 * @param {(key: string) => void} [refuse] called before every known member is read; may throw
 * @returns {T}
 */
export function strict(name, target, refuse) {
  /** @param {string | symbol} key */
  const isUnknown = (key) => typeof key === 'string' && !(key in target) && !HARMLESS.has(key);
  return new Proxy(target, {
    get(object, key, self) {
      if (isUnknown(key)) throw notModelled(`${name}.${String(key)}`);
      if (refuse && typeof key === 'string') refuse(key);
      return Reflect.get(object, key, self);
    },
    set(object, key, value, self) {
      if (isUnknown(key)) throw notModelled(`${name}.${String(key)}`);
      return Reflect.set(object, key, value, self);
    },
  });
}

/**
 * Stands where Electron has a class or module of which nothing is modelled.
 * @param {string} name
 */
export function absent(name) {
  /** @returns {object} */
  function refuse() {
    throw notModelled(name);
  }
  return new Proxy(refuse, {
    construct: refuse,
    get(_target, key) {
      if (typeof key === 'symbol' || HARMLESS.has(key)) return undefined;
      throw notModelled(`${name}.${key}`);
    },
  });
}

/**
 * Refuses options the double would silently ignore.
 * @param {string} name
 * @param {object} options
 * @param {ReadonlySet<string>} known
 */
export function checkOptions(name, options, known) {
  for (const key of Object.keys(options)) {
    if (!known.has(key)) throw notModelled(`option ${key} of ${name}`);
  }
}

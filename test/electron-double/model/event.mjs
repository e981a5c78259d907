/**
 * An event a listener may refuse, with Electron's two members and whatever else it carries.
 * @template {object} T
 * @param {T} [details]
 */
export function preventable(details) {
  let prevented = false;
  const event = {
    preventDefault() {
      prevented = true;
    },
    get defaultPrevented() {
      return prevented;
    },
  };
  return Object.assign(event, /** @type {T} */ (details ?? {}));
}

import { facts } from '../model/facts.mjs';
import { strict } from '../model/strict.mjs';

/** @type {Map<string, string> | undefined} */
let known;

/** Switches as typed, without their dashes, plus those the app appends. They do not reach Chromium. */
function switches() {
  if (known) return known;
  known = new Map();
  for (const typed of facts.switches) {
    const [name = '', ...value] = typed.replace(/^-+/, '').split('=');
    known.set(name, value.join('='));
  }
  return known;
}

export const commandLine = strict('app.commandLine', {
  /**
   * @param {string} name
   * @param {string} [value]
   */
  appendSwitch(name, value = '') {
    switches().set(name, value);
  },
  /** @param {string} name */
  hasSwitch(name) {
    return switches().has(name);
  },
  /** @param {string} name */
  getSwitchValue(name) {
    return switches().get(name) ?? '';
  },
  /** @param {string} name */
  removeSwitch(name) {
    switches().delete(name);
  },
});

import { strict } from '../model/strict.mjs';

/**
 * Nobody is there to answer: every dialog is cancelled, as with Escape. Tests script answers through `__natives`.
 */

/** @param {unknown[]} args a window may come first */
function optionsOf(args) {
  return /** @type {Record<string, unknown>} */ (args.at(-1) ?? {});
}

/** @param {unknown[]} args */
function checkMessage(args) {
  const { message, buttons = [] } = optionsOf(args);
  if (typeof message !== 'string') throw new TypeError('Message must be a string');
  if (!Array.isArray(buttons)) throw new TypeError('Buttons must be an array');
}

/** @param {unknown[]} args */
function cancelOf(args) {
  const { buttons = [], cancelId } = /** @type {Partial<Electron.MessageBoxOptions>} */ (optionsOf(args));
  if (cancelId !== undefined) return cancelId;
  return Math.max(
    0,
    buttons.findIndex((label) => /^(cancel|no)$/i.test(label)),
  );
}

export const dialog = strict('dialog', {
  /** @param {unknown[]} args */
  async showMessageBox(...args) {
    checkMessage(args);
    return { response: cancelOf(args), checkboxChecked: false };
  },

  /** @param {unknown[]} args */
  showMessageBoxSync(...args) {
    checkMessage(args);
    return cancelOf(args);
  },

  /** @param {unknown[]} _args */
  async showOpenDialog(..._args) {
    return { canceled: true, filePaths: [] };
  },

  /** @param {unknown[]} _args */
  async showSaveDialog(..._args) {
    return { canceled: true, filePath: '' };
  },

  /**
   * @param {string} _title
   * @param {string} _content
   */
  showErrorBox(_title, _content) {},
});

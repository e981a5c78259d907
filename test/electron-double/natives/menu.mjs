import { Modelled, Strict } from '../model/modelled.mjs';
import { checkOptions } from '../model/strict.mjs';
import { actRole, roleOf } from './menu-roles.mjs';

/** @import { BrowserWindow } from '../windows/browser-window.mjs' */

/** @typedef {'normal' | 'separator' | 'submenu' | 'checkbox' | 'radio'} ItemType */

const TYPES = ['normal', 'separator', 'submenu', 'checkbox', 'radio'];
const OPTIONS = new Set([
  'accelerator',
  'checked',
  'click',
  'enabled',
  'icon',
  'id',
  'label',
  'registerAccelerator',
  'role',
  'sublabel',
  'submenu',
  'toolTip',
  'type',
  'visible',
]);

let lastCommand = 0;

/** A line of a menu. A test clicks it with `item.click()`, as it can on Electron. */
export class MenuItem extends Strict {
  #click;
  commandId;
  role;
  id;
  label;
  sublabel;
  toolTip;
  icon;
  accelerator;
  registerAccelerator;
  enabled;
  visible;
  checked;
  submenu;
  type;
  /** @type {Menu | undefined} */
  menu = undefined;

  /** @param {Electron.MenuItemConstructorOptions} options */
  constructor(options) {
    super('MenuItem');
    checkOptions('MenuItem', options, OPTIONS);
    const role = options.role === undefined ? undefined : roleOf(options.role);
    lastCommand += 1;
    this.commandId = lastCommand;
    this.#click = options.click;
    this.role = options.role?.toLowerCase();
    this.id = options.id;
    this.label = options.label ?? role?.label ?? '';
    this.sublabel = options.sublabel ?? '';
    this.toolTip = options.toolTip ?? '';
    this.icon = options.icon;
    this.accelerator = options.accelerator ?? role?.accelerator;
    this.registerAccelerator = options.registerAccelerator ?? true;
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.checked = options.checked ?? false;
    this.submenu = submenuOf(options.submenu ?? role?.submenu?.map(templateOf));
    this.type = typeOf(options.type, this.submenu);
  }

  /**
   * @param {object} [event]
   * @param {BrowserWindow} [window] the focused one
   */
  click(event = {}, window) {
    if (!this.enabled)
      throw new Error(`electron double: menu item '${this.label}' is disabled, nobody could click it`);
    if (this.type === 'checkbox') this.checked = !this.checked;
    if (this.type === 'radio') this.#choose();
    if (this.role !== undefined) actRole(this.role, window);
    else
      this.#click?.(/** @type {never} */ (this), /** @type {never} */ (window), /** @type {never} */ (event));
  }

  #choose() {
    for (const item of this.menu?.items ?? []) if (item.type === 'radio') item.checked = item === this;
  }
}

/** @param {string} role */
function templateOf(role) {
  const template = role === '-' ? { type: 'separator' } : { role };
  return /** @type {Electron.MenuItemConstructorOptions} */ (template);
}

/** @param {Electron.MenuItemConstructorOptions[] | Electron.Menu | undefined} given */
function submenuOf(given) {
  if (given === undefined) return undefined;
  return Array.isArray(given)
    ? Menu.buildFromTemplate(given)
    : /** @type {Menu} */ (/** @type {unknown} */ (given));
}

/**
 * @param {string | undefined} given
 * @param {Menu | undefined} submenu
 */
function typeOf(given, submenu) {
  const type = given ?? (submenu ? 'submenu' : 'normal');
  if (!TYPES.includes(type)) throw new Error(`Unknown menu item type: ${type}`);
  if (type === 'submenu' && !submenu) throw new Error('Invalid submenu');
  return /** @type {ItemType} */ (type);
}

/** A menu that is never drawn. */
export class Menu extends Modelled {
  /** @type {Menu | null} */
  static #ofApplication = null;
  /** @type {MenuItem[]} */
  items = [];

  constructor() {
    super('Menu');
  }

  /** @param {readonly (Electron.MenuItemConstructorOptions | MenuItem)[]} template */
  static buildFromTemplate(template) {
    if (!Array.isArray(template))
      throw new TypeError('Invalid template for Menu: Menu template must be an array');
    const menu = new Menu();
    for (const line of template) {
      const isLine =
        line !== null &&
        typeof line === 'object' &&
        ('label' in line || 'role' in line || line.type === 'separator');
      if (!isLine)
        throw new TypeError('Invalid template for MenuItem: must have at least one of label, role or type');
      menu.append(line instanceof MenuItem ? line : new MenuItem(line));
    }
    return menu;
  }

  /** @param {Menu | null} menu */
  static setApplicationMenu(menu) {
    Menu.#ofApplication = menu;
  }

  static getApplicationMenu() {
    return Menu.#ofApplication;
  }

  /** @param {MenuItem} item */
  append(item) {
    this.insert(this.items.length, item);
  }

  /**
   * @param {number} at
   * @param {MenuItem} item
   */
  insert(at, item) {
    item.menu = this;
    this.items.splice(at, 0, item);
  }

  /**
   * @param {string} id
   * @returns {MenuItem | null}
   */
  getMenuItemById(id) {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found) return found;
    }
    return null;
  }

  /** @param {Electron.PopupOptions} [_options] */
  popup(_options) {}

  closePopup() {}
}

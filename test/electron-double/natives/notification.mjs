import { requireReady } from '../app/lifecycle.mjs';
import { preventable } from '../model/event.mjs';
import { Modelled } from '../model/modelled.mjs';
import { checkOptions } from '../model/strict.mjs';

const OPTIONS = new Set([
  'title',
  'subtitle',
  'body',
  'silent',
  'icon',
  'urgency',
  'timeoutType',
  'actions',
  'closeButtonText',
]);

/** A notification that is never drawn. A test clicks it with `notification.emit('click')`. */
export class Notification extends Modelled {
  #isShown = false;
  title;
  subtitle;
  body;
  silent;
  urgency;
  timeoutType;
  actions;
  closeButtonText;

  /** @param {Electron.NotificationConstructorOptions} [options] */
  constructor(options = {}) {
    requireReady('Cannot create Notification before app is ready');
    checkOptions('Notification', options, OPTIONS);
    super('Notification');
    this.title = options.title ?? '';
    this.subtitle = options.subtitle ?? '';
    this.body = options.body ?? '';
    this.silent = options.silent ?? false;
    this.urgency = options.urgency ?? 'normal';
    this.timeoutType = options.timeoutType ?? 'default';
    this.actions = options.actions ?? [];
    this.closeButtonText = options.closeButtonText ?? '';
  }

  static isSupported() {
    return true;
  }

  show() {
    this.#isShown = true;
    setImmediate(() => this.emit('show', preventable()));
  }

  close() {
    if (!this.#isShown) return;
    this.#isShown = false;
    setImmediate(() => this.emit('close', preventable({ reason: 'applicationHidden' })));
  }
}

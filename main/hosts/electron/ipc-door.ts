import type { Caller, OnBug } from '../../../shared/wire/answer.ts';
import { answerText } from '../../../shared/wire/answer-text.ts';
import { BRIDGE_CHANNEL } from '../../../shared/wire/bridge.ts';
import { MAX_REQUEST_BYTES } from '../../../shared/wire/text.ts';
import type { App } from '../../service/app.ts';

/** What the door uses of Electron's `WebContents`. */
export interface Screen {
  send(channel: string, text: string): void;
  isDestroyed(): boolean;
}

/** What the door uses of an IPC event. A frame that is gone is null; only a page's main frame has no parent. */
export interface ScreenEvent {
  readonly sender: Screen;
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null;
}

type MessageListener = (event: ScreenEvent, text: unknown) => void;

/** What the door uses of Electron's `ipcMain`. */
export interface IpcLine {
  on(channel: string, listener: MessageListener): unknown;
  off(channel: string, listener: MessageListener): unknown;
}

/** What the IPC door is attached with. */
export interface IpcDoorOptions {
  readonly ipcMain: IpcLine;
  readonly app: App;
  /** The windows that show the app now: they get the pushes. */
  screens(): Iterable<Screen>;
  /** Whether a message may be answered at all; see {@link trustScreens}. */
  isTrusted(event: ScreenEvent): boolean;
  readonly onBug: OnBug;
}

const owner: Caller = { host: 'electron', may: { read: true, decide: true } };

/** Trusts the main frame of our own windows while it shows our own page; `origin` is such as `app://gatehouse`. */
export function trustScreens(
  screens: () => Iterable<Screen>,
  origin: string,
): (event: ScreenEvent) => boolean {
  return ({ sender, senderFrame }) => {
    if (senderFrame === null || senderFrame.parent !== null) return false;
    return originOf(senderFrame.url) === origin && [...screens()].includes(sender);
  };
}

/** Opens the app to its own windows over one IPC channel; returns how to close it. */
export function attachIpcDoor(options: IpcDoorOptions): () => void {
  const { ipcMain, app, onBug } = options;

  const onMessage: MessageListener = (event, text) => {
    if (!options.isTrusted(event)) {
      onBug('ipc', new Error('A message from a frame that is not our page was dropped.'));
      return;
    }
    if (typeof text !== 'string' || Buffer.byteLength(text) > MAX_REQUEST_BYTES) {
      onBug('ipc', new Error('A message that is no text, or too long, was dropped.'));
      return;
    }
    answerText(app.handlers, owner, text, onBug)
      .then((reply) => tell(event.sender, reply))
      .catch((error: unknown) => onBug('ipc', error));
  };

  ipcMain.on(BRIDGE_CHANNEL, onMessage);
  const stopPushes = app.onPush((push) => {
    const text = JSON.stringify({ kind: 'push', name: push.name, payload: push.payload });
    for (const screen of options.screens()) tell(screen, text);
  });
  return () => {
    ipcMain.off(BRIDGE_CHANNEL, onMessage);
    stopPushes();
  };
}

/** A window may have closed since it asked. */
function tell(screen: Screen, text: string): void {
  if (!screen.isDestroyed()) screen.send(BRIDGE_CHANNEL, text);
}

/** The scheme and host of an address; `URL.origin` knows none for schemes of our own. */
function originOf(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  return `${url.protocol}//${url.host}`;
}

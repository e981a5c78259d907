import type { PageLine } from '../../main/hosts/electron/bridge.ts';
import type { IpcLine, Screen, ScreenEvent } from '../../main/hosts/electron/ipc-door.ts';

/** Electron's two ends of IPC in one process: everything that crosses is cloned and arrives later. */
export interface TestIpc {
  readonly ipcMain: IpcLine;
  /** Windows that are open. */
  screens(): readonly Screen[];
  open(frame?: Partial<TestFrame>): TestWindow;
}

/** Where a message comes from. */
export interface TestFrame {
  readonly url: string;
  readonly parent: unknown;
}

/** One window: its page's end of the line and its own. */
export interface TestWindow {
  readonly ipcRenderer: PageLine;
  readonly screen: Screen;
  close(): void;
}

type Listener = (event: never, text: unknown) => void;

/** A fresh pair of ends with no window open. */
export function testIpc(origin: string): TestIpc {
  const inMain = new Map<string, Set<Listener>>();
  const windows = new Map<Screen, TestWindow>();

  function open(frame: Partial<TestFrame> = {}): TestWindow {
    const inPage = new Map<string, Set<Listener>>();
    let isOpen = true;
    const screen: Screen = {
      isDestroyed: () => !isOpen,
      send(channel, text) {
        if (!isOpen) throw new TypeError('Object has been destroyed');
        deliver(inPage, channel, {}, text);
      },
    };
    const event: ScreenEvent = {
      sender: screen,
      senderFrame: { url: `${origin}/index.html`, parent: null, ...frame },
    };
    const opened: TestWindow = {
      screen,
      ipcRenderer: {
        send: (channel, text) => deliver(inMain, channel, event, text),
        ...subscriptions(inPage),
      },
      close() {
        isOpen = false;
        windows.delete(screen);
      },
    };
    windows.set(screen, opened);
    return opened;
  }

  return { ipcMain: subscriptions(inMain), screens: () => [...windows.keys()], open };
}

function subscriptions(listeners: Map<string, Set<Listener>>) {
  return {
    on(channel: string, listener: Listener) {
      const group = listeners.get(channel) ?? new Set();
      listeners.set(channel, group);
      group.add(listener);
    },
    off: (channel: string, listener: Listener) => listeners.get(channel)?.delete(listener),
  };
}

function deliver(listeners: Map<string, Set<Listener>>, channel: string, event: object, text: unknown): void {
  const copy: unknown = structuredClone(text);
  setImmediate(() => {
    for (const listener of listeners.get(channel) ?? []) listener(event as never, copy);
  });
}

/** Resolves after everything that was under way on the line, and what followed from it at once, has arrived. */
export async function allDelivered(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

import { BRIDGE_CHANNEL, type Bridge } from '../../../shared/wire/bridge.ts';

type MainListener = (event: unknown, text: unknown) => void;

/** What the bridge uses of Electron's `ipcRenderer`. */
export interface PageLine {
  send(channel: string, text: string): void;
  on(channel: string, listener: MainListener): unknown;
  off(channel: string, listener: MainListener): unknown;
}

/** All that the page gets of Electron: text out, text in, and the name of the system. No event and no channel leaks. */
export function createBridge(line: PageLine, platform: string): Bridge {
  return Object.freeze({
    send(text: string) {
      line.send(BRIDGE_CHANNEL, String(text));
    },
    onMessage(listener: (text: string) => void) {
      const onText: MainListener = (_event, text) => listener(String(text));
      line.on(BRIDGE_CHANNEL, onText);
      return () => {
        line.off(BRIDGE_CHANNEL, onText);
      };
    },
    platform,
  });
}

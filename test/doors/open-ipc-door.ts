import { createBridge } from '../../main/hosts/electron/bridge.ts';
import { attachIpcDoor, trustScreens } from '../../main/hosts/electron/ipc-door.ts';
import { createBridgeLink } from '../../renderer/link/link.ts';
import { allDelivered, testIpc } from '../build/ipc.ts';
import type { MemoryApp } from '../build/memory-app.ts';
import type { Door, Visitor } from './door.ts';

/** Where the page of the tests is. */
export const PAGE_ORIGIN = 'app://gatehouse';

/** Opens the IPC door, with the preload's bridge before each page. */
export async function openIpcDoor(app: MemoryApp): Promise<Door> {
  const ipc = testIpc(PAGE_ORIGIN);
  const isTrusted = trustScreens(ipc.screens, PAGE_ORIGIN);
  const detach = attachIpcDoor({
    ipcMain: ipc.ipcMain,
    app,
    screens: ipc.screens,
    isTrusted,
    onBug: app.onBug,
  });
  return {
    async visit(): Promise<Visitor> {
      const window = ipc.open();
      const bridge = createBridge(window.ipcRenderer, 'linux');
      const link = createBridgeLink(bridge);
      return {
        client: link.client,
        status: link.status,
        say: (text) =>
          new Promise((resolve) => {
            const stop = bridge.onMessage((answer) => {
              stop();
              resolve(answer);
            });
            bridge.send(text);
          }),
        leave: () => window.close(),
      };
    },
    async knock(text) {
      const heard: string[] = [];
      const window = ipc.open({ url: 'https://example.org/' });
      const bridge = createBridge(window.ipcRenderer, 'linux');
      bridge.onMessage((answer) => heard.push(answer));
      bridge.send(text);
      await allDelivered();
      window.close();
      return heard;
    },
    stop: async () => detach(),
  };
}

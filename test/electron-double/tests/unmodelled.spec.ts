import { expect, test } from './sample-app.ts';

/** What each of these says when the double is asked for something it has not. */
const attempts: [string, string][] = [
  ['app.getFileIcon', 'App.getFileIcon'],
  ['electron.dialog.showCertificateTrustDialog', 'dialog.showCertificateTrustDialog'],
  ['new electron.BaseWindow()', 'BaseWindow'],
  ['electron.utilityProcess.fork', 'utilityProcess.fork'],
  ['window.setKiosk', 'BrowserWindow.setKiosk'],
  ['window.webContents.debugger', 'WebContents.debugger'],
  ['window.webContents.mainFrame.visibilityState', 'WebFrameMain.visibilityState'],
  ["window.on('swipe', () => {})", "event 'swipe' of BrowserWindow"],
  ["window.once('swipe', () => {})", "event 'swipe' of BrowserWindow"],
  ["electron.app.on('gpu-info-update', () => {})", "event 'gpu-info-update' of App"],
  ['new electron.BrowserWindow({ kiosk: true })', 'option kiosk of BrowserWindow'],
  [
    'new electron.BrowserWindow({ webPreferences: { zoomFactor: 2 } })',
    'option zoomFactor of webPreferences',
  ],
  ['new electron.BrowserWindow({ webPreferences: { sandbox: false } })', 'webPreferences.sandbox: false'],
  ['new electron.BrowserWindow({ webPreferences: { webviewTag: true } })', 'webPreferences.webviewTag: true'],
  ['electron.BrowserWindow.addExtension()', 'BrowserWindow.addExtension'],
  ["electron.session.fromPartition('other')", "session.fromPartition('other')"],
  ["new electron.MenuItem({ role: 'services' })", 'menu role services'],
  ['new electron.Notification({ hasReply: true })', 'option hasReply of Notification'],
  ['electron.nativeTheme.themeSauce = 1', 'NativeTheme.themeSauce'],
];

test('what is not modelled throws a sentence that names it', async ({ start }) => {
  const { app } = await start();
  const said = await app.evaluate(
    (electron, codes) =>
      codes.map((code) => {
        const act = new Function('electron', 'app', 'window', `return ${code}`);
        try {
          act(electron, electron.app, electron.BrowserWindow.getAllWindows()[0]);
          return `${code} passed`;
        } catch (error) {
          return error instanceof Error ? error.message : String(error);
        }
      }),
    attempts.map(([code]) => code),
  );
  const wanted = attempts.map(([, named]) => expect.stringContaining(`${named} is not modelled`));
  expect(said).toEqual(wanted);
});

test('members that a page or a promise asks of anything are no such case', async ({ start }) => {
  const { app } = await start();
  const seen = await app.evaluate(async ({ app: electronApp, dialog }) => {
    const { then } = dialog as unknown as { then: unknown };
    return [then, JSON.stringify(await Promise.resolve(dialog)), typeof electronApp.on];
  });
  expect(seen).toEqual([undefined, '{}', 'function']);
});

import { randomBytes } from 'node:crypto';
import {
  app,
  type BrowserWindow,
  dialog,
  session as electronSession,
  ipcMain,
  Menu,
  powerMonitor,
  protocol,
} from 'electron';
import { done, type Reply } from '../../../shared/terms/problem.ts';
import type { Session } from '../../service/session.ts';
import { openFirst } from '../open-first.ts';
import { readPageFiles } from '../page/page-files.ts';
import type { StartArgs } from '../start-args.ts';
import { bringForward, loadPage, openWindow, placeOf } from './desktop-window.ts';
import { hardenSession } from './hardening/harden-session.ts';
import { attachIpcDoor, trustScreens } from './ipc-door.ts';
import { type Leaving, leaveInOrder } from './leaving.ts';
import { menuTemplate } from './menu-template.ts';
import { parseWish } from './own-args.ts';
import { answerScheme, PAGE_ORIGIN, PAGE_SCHEME } from './page-scheme.ts';
import { recoverPage } from './recovery.ts';
import { sayProblem } from './say-problem.ts';
import { followTheme } from './theme.ts';
import type { WindowMemory } from './window-place.ts';

/** Where the desktop host says what goes wrong; a pino logger fits. */
export interface DesktopLog {
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
}

/** What the desktop is made of. */
export interface DesktopParts {
  readonly asked: StartArgs;
  readonly pageFolder: string;
  readonly preload: string;
  readonly icon: string;
  readonly memory: WindowMemory;
  readonly log: DesktopLog;
  compose(): Promise<Session>;
}

/** Opens the datasite and the window on it. Problem: why nothing can be shown. */
export async function openDesktop(parts: DesktopParts): Promise<Reply<null>> {
  const leaving = leaveInOrder(app, (error) => parts.log.error({ err: error }, 'A mistake of ours'));
  const files = await readPageFiles(parts.pageFolder);
  if (!files.ok) return files;
  hardenSession(electronSession.defaultSession);
  protocol.handle(
    PAGE_SCHEME,
    answerScheme({
      files: files.value,
      connections: 'none',
      newNonce: () => randomBytes(18).toString('base64url'),
    }),
  );
  const { isPackaged } = app;
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate({ platform: process.platform, isPackaged })));

  const gatehouse = await parts.compose();
  leaving.before(() => gatehouse.stop());
  await followTheme(gatehouse);
  const window = await openWindow({ ...parts, isPackaged });
  closeInOrder(window, parts.memory, leaving);
  const opened = await openFirst(gatehouse, parts.asked);
  if (!opened.ok) return opened;

  leaving.before(openDoor(gatehouse, window, parts.log));
  powerMonitor.on('resume', () => gatehouse.resumed());
  recover(window, parts.log);
  welcomeSecondStarts(window, gatehouse);
  await loadPage(window);
  return done(null);
}

/** The window only hides; it goes with the program, once that has put everything in order. */
function closeInOrder(window: BrowserWindow, memory: WindowMemory, leaving: Leaving): void {
  leaving.before(() => {
    const place = placeOf(window);
    window.hide();
    return memory.write(place);
  });
  window.on('close', (event) => {
    event.preventDefault();
    app.quit();
  });
}

/** Promise: only the main frame of our own window, while it shows our own page, is answered. */
function openDoor(session: Session, window: BrowserWindow, log: DesktopLog): () => void {
  const screens = () => (window.isDestroyed() ? [] : [window.webContents]);
  return attachIpcDoor({
    ipcMain,
    app: session,
    screens,
    isTrusted: trustScreens(screens, PAGE_ORIGIN),
    onBug: (verb, error) => log.error({ verb, err: error }, 'A mistake of ours'),
  });
}

function recover(window: BrowserWindow, log: DesktopLog): void {
  recoverPage(window.webContents, {
    now: () => performance.now(),
    onLost: (reason) => log.warn({ reason }, 'The screens were lost and are loaded again'),
    onHopeless: () => {
      sayProblem({
        what: 'The screens of Gatehouse cannot be shown: their process ends again and again.',
        next: 'Nothing was decided meanwhile. Start Gatehouse again; if that does not help, use “npm start -- --web”.',
      });
      app.quit();
    },
  });
}

function welcomeSecondStarts(window: BrowserWindow, session: Session): void {
  app.on('second-instance', (_event, _argv, _folder, handedOver) => {
    bringForward(window);
    const wish = parseWish(handedOver);
    if (wish === null) return;
    void openFirst(session, { ...wish, port: 0, tokenFile: null }).then((opened) => {
      if (opened.ok) return;
      const { what, next } = opened.problem;
      void dialog.showMessageBox(window, { type: 'warning', message: what, detail: next });
    });
  });
}

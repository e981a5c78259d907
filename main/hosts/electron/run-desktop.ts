import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { pino } from 'pino';
import { hardenApp } from './hardening/harden-app.ts';
import { type DesktopParts, openDesktop } from './open-desktop.ts';
import { parseDesktopArgs, wishOf } from './own-args.ts';
import { sayProblem } from './say-problem.ts';

/** What the desktop program is started with. */
export interface StartParts extends Omit<DesktopParts, 'asked' | 'log'> {
  readonly argv: readonly string[];
  /** Folder for what belongs to the machine and not to a datasite. */
  readonly userData: string;
}

/**
 * Starts the desktop program. It returns before anything is open, because Electron is not ready until the entry has
 * been read to its end.
 */
export function runDesktop({ argv, userData, ...parts }: StartParts): void {
  const log = pino({ level: process.env.GATEHOUSE_LOG ?? 'warn' }, process.stderr);
  hardenApp(app.isPackaged);
  keepIn(userData);
  const asked = parseDesktopArgs({
    argv,
    isPackaged: app.isPackaged,
    appPath: app.getAppPath(),
    folder: process.cwd(),
  });
  // A start that was mistyped says so itself; only a good one is handed to the program that runs already.
  if (asked.ok && !app.requestSingleInstanceLock(wishOf(asked.value))) {
    app.quit();
    return;
  }
  app
    .whenReady()
    .then(() => (asked.ok ? openDesktop({ ...parts, asked: asked.value, log }) : asked))
    .then((opened) => {
      if (!opened.ok) giveUp(opened.problem);
    })
    .catch((error: unknown) => {
      log.error({ err: error }, 'A mistake of ours');
      giveUp({
        what: 'Gatehouse could not start, and that is a mistake of ours.',
        next: error instanceof Error ? error.message : String(error),
      });
    });
}

function giveUp(problem: { readonly what: string; readonly next: string }): void {
  sayProblem(problem);
  app.exit(1);
}

/** Both hosts keep what belongs to the machine in one folder; Chromium gets a folder of its own in it. */
function keepIn(userData: string): void {
  const chromium = join(userData, 'chromium');
  mkdirSync(chromium, { recursive: true, mode: 0o700 });
  app.setPath('userData', userData);
  app.setPath('sessionData', chromium);
}

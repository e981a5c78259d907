import { app } from 'electron';
import type { Session } from '../../service/session.ts';

/** What the desktop program is made of. */
export interface DesktopParts {
  readonly args: readonly string[];
  readonly pageFolder: string;
  readonly preload: string;
  compose(): Promise<Session>;
}

/** Starts the desktop program; it ends with its window. */
export async function runDesktop(parts: DesktopParts): Promise<void> {
  app.enableSandbox();
  await app.whenReady();
  const session = await parts.compose();
  await session.stop();
  app.quit();
}

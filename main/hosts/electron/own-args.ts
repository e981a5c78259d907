import { resolve } from 'node:path';
import { z } from 'zod';
import { done, type Reply } from '../../../shared/terms/problem.ts';
import { parseStartArgs, type StartArgs } from '../start-args.ts';

/** How the program was started, as Electron tells it. */
export interface Started {
  readonly argv: readonly string[];
  readonly isPackaged: boolean;
  /** Folder or archive of the app. */
  readonly appPath: string;
  /** Folder that relative paths are meant from. */
  readonly folder: string;
}

/** Switches for Chromium itself; they reach a packaged app among its own arguments and mean nothing to us. */
const CHROMIUM_SWITCHES = new Set([
  'class',
  'disable-dev-shm-usage',
  'disable-features',
  'disable-gpu',
  'enable-features',
  'enable-wayland-ime',
  'force-device-scale-factor',
  'gtk-version',
  'inspect',
  'lang',
  'no-sandbox',
  'ozone-platform',
  'ozone-platform-hint',
  'password-store',
  'remote-debugging-port',
]);

/** Reads what the desktop program was asked for; a relative folder is made whole. Problem: `bad-request`. */
export function parseDesktopArgs(started: Started): Reply<StartArgs> {
  const own = ownArgs(started).filter((arg) => !isForChromium(arg));
  const parsed = parseStartArgs(own);
  if (!parsed.ok || parsed.value.box === null) return parsed;
  return done({ ...parsed.value, box: resolve(started.folder, parsed.value.box) });
}

/** A packaged app gets its own arguments only; `electron [switches] APP` gets ours behind the app. */
function ownArgs({ argv, isPackaged, appPath, folder }: Started): readonly string[] {
  if (isPackaged) return argv.slice(1);
  const app = argv.findIndex((arg, at) => at > 0 && resolve(folder, arg) === appPath);
  return argv.slice(app < 0 ? 2 : app + 1);
}

function isForChromium(arg: string): boolean {
  const [, name] = /^--([^=]+)/.exec(arg) ?? [];
  return name !== undefined && CHROMIUM_SWITCHES.has(name);
}

const MAX_PATH = 4096;

const wish = z.strictObject({
  box: z.string().max(MAX_PATH).nullable(),
  owner: z.string().max(MAX_PATH).nullable(),
  practice: z.boolean(),
});

/** What a second start asks the first one to open. */
export type Wish = Readonly<z.infer<typeof wish>>;

/** The part of the arguments that a second start hands to the first. */
export function wishOf({ box, owner, practice }: StartArgs): Wish {
  return { box, owner, practice };
}

/** Reads what a second start handed over; null when it asks for nothing, or is no wish at all. */
export function parseWish(value: unknown): Wish | null {
  const parsed = wish.safeParse(value);
  if (!parsed.success) return null;
  return parsed.data.practice || parsed.data.box !== null ? parsed.data : null;
}

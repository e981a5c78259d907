import { chmod, lutimes, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** What a file tree cannot carry everywhere, kept beside it in links.json; paths are relative to the box. */
interface Recipe {
  readonly owner: string;
  readonly takenAt: string;
  readonly folders: readonly string[];
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly links: readonly { readonly path: string; readonly to: string }[];
}

type MakeLink = (to: string, path: string) => Promise<void>;

export interface PracticeRequest {
  /** Folder holding datasite/ and links.json. */
  readonly from: string;
  /** A folder that is empty or does not exist yet; it becomes the SyftBox root. */
  readonly to: string;
  /** The newest job will have been submitted two minutes before this. */
  readonly now: Date;
  readonly makeLink?: MakeLink;
}

export interface PracticeCopy {
  readonly box: string;
  readonly owner: string;
  /** Links this system would not make (Windows without the right to), relative to the box. */
  readonly missing: readonly string[];
}

const METADATA = /\/app_data\/job\/(?:inbox|review)\/[^/]+\/[^/]+\/(?:config|state)\.yaml$/;
const RUN_SCRIPT = /\/app_data\/job\/inbox\/[^/]+\/[^/]+\/run\.sh$/;
const TIME_LINE = /^(\w+_at): '([^']+)'$/gm;

/**
 * Makes a working copy of the practice datasite with all its times moved to end at `now`.
 * Throws when `to` holds anything; writes nowhere else.
 */
export async function copyPractice(request: PracticeRequest): Promise<PracticeCopy> {
  const { from, now, makeLink = symlink } = request;
  const recipe: Recipe = JSON.parse(await readFile(join(from, 'links.json'), 'utf8'));
  const box = resolve(request.to);
  await makeEmptyFolder(box);

  const copy: Copy = { box, moveBy: now.getTime() - Date.parse(recipe.takenAt), jobTimes: new Map() };
  await copyFolder(join(from, 'datasite'), box, copy);
  for (const path of recipe.folders) await mkdir(within(box, path), { recursive: true, mode: 0o700 });
  for (const { path, text } of recipe.files) await writeNew(within(box, path), Buffer.from(text), 0o600);
  const missing = await makeLinks(recipe, box, makeLink);

  for (const [folder, at] of copy.jobTimes) await setTimes(folder, at);
  return { box, owner: recipe.owner, missing };
}

interface Copy {
  readonly box: string;
  readonly moveBy: number;
  /** Job folder (in inbox or review) to the last time its metadata names. */
  readonly jobTimes: Map<string, Date>;
}

async function makeEmptyFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const found = await readdir(path);
  if (found.length > 0) throw new Error(`The practice datasite needs an empty folder; ${path} holds files.`);
  await chmod(path, 0o700);
}

async function copyFolder(from: string, to: string, copy: Copy): Promise<void> {
  const entries = await readdir(from, { withFileTypes: true });
  // Files first: a permission file that is younger than a job below it would look as if it had changed since.
  for (const entry of entries.sort((one, other) => Number(one.isDirectory()) - Number(other.isDirectory()))) {
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    if (entry.isDirectory()) {
      await mkdir(target, { mode: 0o700 });
      await copyFolder(source, target, copy);
    } else {
      await copyFile(source, target, copy);
    }
  }
}

// Read and write rather than copy: inside a packaged app the source lies in an archive.
async function copyFile(source: string, target: string, copy: Copy): Promise<void> {
  const bytes = await readFile(source);
  const path = `/${relative(copy.box, target).split(sep).join('/')}`;
  if (!METADATA.test(path)) {
    await writeNew(target, bytes, RUN_SCRIPT.test(path) ? 0o755 : 0o600);
    return;
  }
  const moved = moveTimes(bytes.toString('utf8'), copy.moveBy);
  if (moved.latest !== null) copy.jobTimes.set(dirname(target), moved.latest);
  await writeNew(target, Buffer.from(moved.text), 0o600);
}

function moveTimes(text: string, moveBy: number): { readonly text: string; readonly latest: Date | null } {
  let latest: Date | null = null;
  const moved = text.replace(TIME_LINE, (_line, key: string, instant: string) => {
    // A Date keeps three of the six digits; the others are carried over as they stand.
    const at = new Date(Date.parse(`${instant.slice(0, 23)}Z`) + moveBy);
    if (latest === null || at > latest) latest = at;
    return `${key}: '${at.toISOString().slice(0, 23)}${instant.slice(23)}'`;
  });
  return { text: moved, latest };
}

async function writeNew(path: string, bytes: Buffer, mode: number): Promise<void> {
  await writeFile(path, bytes, { flag: 'wx', mode });
  await chmod(path, mode); // the umask may have taken bits away
}

async function makeLinks(recipe: Recipe, box: string, makeLink: MakeLink): Promise<readonly string[]> {
  const missing: string[] = [];
  for (const { path, to } of recipe.links) {
    within(box, join(dirname(path), to));
    try {
      await makeLink(to, within(box, path));
    } catch (error) {
      if (!isNotPermitted(error)) throw error;
      missing.push(path);
    }
  }
  return missing;
}

function isNotPermitted(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPERM';
}

function within(box: string, path: string): string {
  const full = resolve(box, path);
  if (!full.startsWith(box + sep))
    throw new Error(`links.json names a path outside the practice datasite: ${path}`);
  return full;
}

async function setTimes(folder: string, at: Date): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await setTimes(path, at);
    else await lutimes(path, at, at);
  }
  await lutimes(folder, at, at);
}

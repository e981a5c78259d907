import { lstat, readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { done, type Reply, refused } from '../../../shared/terms/problem.ts';

/** One file of the built page. */
export interface PageFile {
  readonly bytes: Buffer;
  readonly mime: string;
  /** True when the name holds a hash of the content, so that it never changes under that name. */
  readonly hashed: boolean;
}

/** Every file of the built page by its address, such as `/assets/index-Dk3f9aQ1.js`. */
export type PageFiles = ReadonlyMap<string, PageFile>;

/** Where the page itself stands among the files. */
export const PAGE_ADDRESS = '/index.html';
/** What the page holds where each answer puts its own nonce. */
export const NONCE_MARK = '__CSP_NONCE__';

const MAX_FILES = 2_000;
const MAX_BYTES = 64 * 1024 * 1024;
const HASHED_NAME = /^\/assets\/[^/]+-[A-Za-z0-9_-]{8}\.[a-z0-9]+$/;
const SAFE_NAME = /^[A-Za-z0-9_][A-Za-z0-9._-]*$/;

const MIMES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/**
 * Reads the folder of the built page once, at start. Only what was read then can ever be served: no address reaches
 * the disk, so none can climb out of the folder. Links, hidden files and unknown endings are left out. Problem:
 * `read-failed` when there is no page in the folder.
 */
export async function readPageFiles(folder: string): Promise<Reply<PageFiles>> {
  const files = new Map<string, PageFile>();
  try {
    await readFolder(folder, '', files, { bytes: 0 });
  } catch (error) {
    return noPage(error instanceof Error ? error.message : String(error));
  }
  const page = files.get(PAGE_ADDRESS)?.bytes.toString('utf8');
  if (page === undefined) return noPage('index.html is missing.');
  return page.includes(NONCE_MARK) ? done(files) : noPage('index.html has no place for its nonce.');
}

async function readFolder(
  folder: string,
  address: string,
  files: Map<string, PageFile>,
  read: { bytes: number },
): Promise<void> {
  for (const name of (await readdir(folder)).sort()) {
    if (!SAFE_NAME.test(name)) continue;
    const path = join(folder, name);
    const about = await lstat(path);
    if (about.isDirectory()) await readFolder(path, `${address}/${name}`, files, read);
    const mime = MIMES[extname(name)];
    if (!about.isFile() || mime === undefined) continue;
    read.bytes += about.size;
    if (files.size >= MAX_FILES || read.bytes > MAX_BYTES)
      throw new Error('The folder is too large to be the page.');
    const at = `${address}/${name}`;
    files.set(at, { bytes: await readFile(path), mime, hashed: HASHED_NAME.test(at) });
  }
}

function noPage(why: string): Reply<never> {
  return refused('read-failed', `The screens of Gatehouse cannot be read: ${why}`, 'Build Gatehouse again.');
}

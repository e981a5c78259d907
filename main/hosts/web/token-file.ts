import { constants } from 'node:fs';
import { lstat, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { done, type Reply, refused } from '../../../shared/terms/problem.ts';
import { newSecret } from './secrets.ts';

/** What a token file holds: the token alone on one line. */
const TOKEN_LINE = /^[A-Za-z0-9_-]{43}\n$/;
const TOKEN_BYTES = 44;

/** A bearer token that lies in a file which only its owner can read. */
export interface TokenFile {
  readonly token: string;
  /** Takes the file away again, unless it holds another token by now. */
  remove(): Promise<void>;
}

/**
 * Writes a fresh bearer token to a file with mode 0600. Where something lies there already it is replaced only when it
 * is an earlier token file of the same user; links are never followed. Problem: `write-failed`.
 */
export async function writeTokenFile(path: string): Promise<Reply<TokenFile>> {
  const foreign = await whyNotOurs(path);
  if (foreign !== null) return cannotWrite(path, foreign);
  const token = newSecret();
  const fresh = join(dirname(path), `.${basename(path)}.${newSecret()}`);
  try {
    await writeFresh(fresh, `${token}\n`);
    await rename(fresh, path);
  } catch (error) {
    await rm(fresh, { force: true });
    return cannotWrite(path, reasonOf(error));
  }
  return done({ token, remove: () => removeToken(path, token) });
}

async function writeFresh(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.chmod(0o600);
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function removeToken(path: string, token: string): Promise<void> {
  if ((await readToken(path)) === `${token}\n`) await rm(path, { force: true });
}

async function whyNotOurs(path: string): Promise<string | null> {
  const about = await lstat(path).catch(whenMissing);
  if (about === null) return null;
  if (about.isSymbolicLink()) return 'it is a link.';
  if (!about.isFile()) return 'something that is no file has that name.';
  const text = await readToken(path);
  const sameUser = process.getuid === undefined || about.uid === process.getuid();
  const ours = sameUser && about.nlink === 1 && text !== null && TOKEN_LINE.test(text);
  return ours ? null : 'another file has that name.';
}

/** The text of a small regular file; null when there is none, or it is a link, or too long to be a token. */
async function readToken(path: string): Promise<string | null> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(
    () => null,
  );
  if (file === null) return null;
  try {
    const about = await file.stat();
    return about.isFile() && about.size <= TOKEN_BYTES ? await file.readFile('utf8') : null;
  } finally {
    await file.close();
  }
}

function whenMissing(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}

function cannotWrite(path: string, why: string): Reply<never> {
  return refused(
    'write-failed',
    `The token cannot be written to ${path}: ${why}`,
    'Name a file that does not exist yet, in a folder of your own.',
  );
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

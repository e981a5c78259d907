import { dirname, join, resolve } from 'node:path';
import { readBounded, realFileSystem } from '../file-system.ts';

/** What a client's config says about where its datasite lies. Tokens in the file are never taken over. */
export interface ClientConfig {
  readonly box: string;
  readonly email: string | null;
}

const LIMIT = 65_536;
/** The name one of the clients looks for beside the file it was told of. */
const OTHER_NAME = 'client_config.json';

/** Reads a client's config file, or the one beside it with the other name; null when neither says anything. */
export async function readClientConfig(path: string, home: string): Promise<ClientConfig | null> {
  return (await readOne(path, home)) ?? (await readOne(join(dirname(path), OTHER_NAME), home));
}

async function readOne(path: string, home: string): Promise<ClientConfig | null> {
  try {
    const bytes = await readBounded(realFileSystem, path, LIMIT);
    if (bytes === null) return null;
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (typeof value !== 'object' || value === null) return null;
    const box = textAt(value, 'data_dir') ?? textAt(value, 'sync_folder');
    return box === null ? null : { box: atHome(box, home), email: textAt(value, 'email') };
  } catch {
    // Absent, unreadable or no JSON: it then says nothing.
    return null;
  }
}

function textAt(value: object, key: string): string | null {
  const found: unknown = Object.getOwnPropertyDescriptor(value, key)?.value;
  return typeof found === 'string' && found !== '' ? found : null;
}

function atHome(path: string, home: string): string {
  return path === '~' || path.startsWith('~/') ? join(home, path.slice(1)) : resolve(home, path);
}

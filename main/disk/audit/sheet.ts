import { join } from 'node:path';
import type { ChainHead } from '../../core/audit/chain.ts';
import type { AuditBody } from '../../core/audit/entry.ts';
import { errorCode, type FileSystem, type OpenFile } from '../file-system.ts';
import { dropTemp, writeTemp } from '../write/temp-file.ts';
import type { Tail } from './examine-tail.ts';
import { BrokenError } from './log-problems.ts';
import type { Extent } from './read-log.ts';
import { cutAt, keepTornLine } from './set-aside.ts';

/** The file a log is being written to. Everything rejects with Node's errors or a BrokenError. */
export interface Sheet {
  /** What is whole and flushed. */
  extent(): Extent;
  /** Takes away what lies behind that; gives the note about a torn line that was set aside, else null. */
  tidy(at: string): Promise<AuditBody | null>;
  /** Adds to the file of that name, flushed, or leaves everything as it was. */
  add(name: string, bytes: Uint8Array, head: ChainHead): Promise<void>;
  /** Tries whether something could be added. */
  tryOut(): Promise<void>;
}

/** The sheet a log ends on. */
export function createSheet(fileSystem: FileSystem, folder: string, tail: Tail): Sheet {
  let { extent } = tail;
  /** What lies behind the extent: a line a crash tore, or remains of a write of ours that failed. */
  let loose: 'nothing' | 'torn' | 'ours' = tail.torn > 0 ? 'torn' : 'nothing';
  let aside: AuditBody | null = null;
  let isNameLoose = false;

  const inFile = (use: (file: OpenFile) => Promise<void>) =>
    withLog(fileSystem, folder, extent.file ?? '', use);

  const takeAway = async () => {
    await inFile((file) => cutAt(file, extent.size));
    loose = 'nothing';
  };

  const begin = async (name: string) => {
    if (name !== extent.file) {
      await createLog(fileSystem, folder, name);
      extent = { ...extent, file: name, size: 0 };
      isNameLoose = true;
    }
    if (isNameLoose) await fileSystem.syncFolder(folder);
    isNameLoose = false;
  };

  return {
    extent: () => extent,
    async tidy(at) {
      if (loose === 'torn') {
        aside = await keepTornLine(fileSystem, folder, extent, at);
        loose = 'ours';
      }
      if (loose === 'ours') await takeAway();
      const note = aside;
      aside = null;
      return note;
    },
    async add(name, bytes, head) {
      await begin(name);
      try {
        await inFile(async (file) => {
          await expectSize(file, extent);
          loose = 'ours';
          await file.write(bytes);
          await file.sync();
        });
      } catch (error) {
        // At once: what was refused must not be found, whole by chance, at the next start.
        if (loose === 'ours') await takeAway().catch(() => undefined);
        throw error;
      }
      loose = 'nothing';
      extent = { ...extent, size: extent.size + bytes.length, head };
    },
    async tryOut() {
      if (extent.file !== null) await inFile((file) => expectSize(file, extent));
      await dropTemp(fileSystem, await writeTemp(fileSystem, folder, new Uint8Array(), 0o600));
    },
  };
}

async function withLog(
  fileSystem: FileSystem,
  folder: string,
  name: string,
  use: (file: OpenFile) => Promise<void>,
): Promise<void> {
  const file = await openLog(fileSystem, folder, name);
  try {
    await use(file);
  } finally {
    // Flushed or not, nothing depends on the closing.
    await file.close().catch(() => undefined);
  }
}

async function openLog(fileSystem: FileSystem, folder: string, name: string): Promise<OpenFile> {
  try {
    return await fileSystem.openToAppend(join(folder, name));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') throw new BrokenError(`${name} is gone.`);
    throw error;
  }
}

async function createLog(fileSystem: FileSystem, folder: string, name: string): Promise<void> {
  try {
    await (await fileSystem.create(join(folder, name), 0o600)).close();
  } catch (error) {
    if (errorCode(error) === 'EEXIST') throw new BrokenError(`${name} was put there by another program.`);
    throw error;
  }
}

async function expectSize(file: OpenFile, extent: Extent): Promise<void> {
  const size = await file.size();
  if (size === extent.size) return;
  throw new BrokenError(
    `${extent.file} holds ${size} bytes where Gatehouse left ${extent.size}: another program changed it.`,
  );
}

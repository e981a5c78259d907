import type { ChainHead } from '../../core/audit/chain.ts';
import { checkChain } from '../../core/audit/check-chain.ts';
import type { AuditEntry, AuditVerdict } from '../../core/audit/entry.ts';
import { parseLine } from '../../core/audit/parse-entry.ts';
import type { FileSystem, OpenFile } from '../file-system.ts';
import { readCheckpoint } from './checkpoint-file.ts';
import { linesBackward, linesForward, lineText, type RawLine, sha256Hex } from './lines.ts';
import { type MonthFile, monthFiles } from './month-files.ts';

/** How far a log is known to be whole; what lies behind that is still being written. */
export interface Extent {
  readonly file: string | null;
  readonly size: number;
  readonly head: ChainHead;
}

/** A log's folder, and how far into it to read. */
export interface LogFolder {
  readonly fileSystem: FileSystem;
  readonly folder: string;
  /** How far it reaches now; null = read everything there is. */
  readonly extent: () => Extent | null;
}

/** Below so many bytes reading all is quicker than looking for a place to begin. */
const NEAR = 256 * 1024;

interface Stretch extends Omit<LogFolder, 'extent'> {
  readonly extent: Extent | null;
}

/** Every entry that can be read, oldest first. Rejects with Node's errors. */
export async function* entriesOf(log: LogFolder): AsyncGenerator<AuditEntry> {
  const stretch = { ...log, extent: log.extent() };
  for (const file of await filesOf(stretch)) {
    if (file.wrong !== null) continue;
    for await (const line of linesIn(stretch, file, linesForward)) {
      const entry = entryIn(line);
      if (entry !== null) yield entry;
    }
  }
}

/** At most `limit` entries older than `before`, newest first. Rejects with Node's errors. */
export async function newestOf(
  log: LogFolder,
  limit: number,
  before: number,
): Promise<readonly AuditEntry[]> {
  const stretch = { ...log, extent: log.extent() };
  const found: AuditEntry[] = [];
  for (const file of (await filesOf(stretch)).toReversed()) {
    if (found.length >= limit) break;
    if (file.wrong !== null || (await beginsAt(stretch, file)) >= before) continue;
    const olderLines = (open: OpenFile, size: number) => linesBefore(open, size, before);
    for await (const line of linesIn(stretch, file, olderLines)) {
      const entry = entryIn(line);
      if (entry !== null && entry.seq < before) found.push(entry);
      if (found.length >= limit) break;
    }
  }
  return found;
}

/** Checks every line of a log against its chain and its checkpoint; writes nothing. Rejects with Node's errors. */
export async function verifyLog(log: LogFolder): Promise<AuditVerdict> {
  // The checkpoint first: it never leads, so whatever it names lies within the extent taken after it.
  const checkpoint = await readCheckpoint(log.fileSystem, log.folder);
  const stretch = { ...log, extent: log.extent() };
  const check = checkChain(checkpoint, stretch.extent?.head ?? null);
  for (const file of await filesOf(stretch)) {
    if (file.wrong !== null) {
      check.addProblem(file.name, file.wrong);
      continue;
    }
    let line = 0;
    for await (const { bytes, ended } of linesIn(stretch, file, linesForward)) {
      line += 1;
      const hash = bytes === null ? '' : sha256Hex(bytes);
      check.add({ file: file.name, line, text: lineText(bytes), hash, ended });
    }
  }
  return check.end();
}

async function filesOf({ fileSystem, folder, extent }: Stretch): Promise<readonly MonthFile[]> {
  const files = await monthFiles(fileSystem, folder);
  if (extent === null) return files;
  const { file } = extent;
  // A file that began after the extent was taken is left for the next reading.
  return file === null ? [] : files.filter(({ name }) => name <= file);
}

async function* linesIn(
  { fileSystem, extent }: Stretch,
  file: MonthFile,
  lines: (open: OpenFile, size: number) => AsyncGenerator<RawLine>,
): AsyncGenerator<RawLine> {
  const open = await fileSystem.openToRead(file.path);
  try {
    const size = await open.size();
    yield* lines(open, extent?.file === file.name ? Math.min(size, extent.size) : size);
  } finally {
    await open.close();
  }
}

/** Lines last to first, begun not far behind the first that is too new, which halving finds while the file is in order. */
async function* linesBefore(open: OpenFile, size: number, before: number): AsyncGenerator<RawLine> {
  let [low, high] = [0, size];
  while (Number.isFinite(before) && high - low > NEAR) {
    const middle = Math.floor((low + high) / 2);
    const found = await firstEntryFrom(open, middle, high);
    if (found !== null && found.seq >= before) high = found.start;
    else if (found !== null) low = middle;
    else break;
  }
  yield* linesBackward(open, high);
}

async function firstEntryFrom(open: OpenFile, from: number, size: number) {
  for await (const line of linesForward(open, size, from)) {
    const entry = line.start === from ? null : entryIn(line);
    if (entry !== null) return { seq: entry.seq, start: line.start };
  }
  return null;
}

/** The sequence number a file begins with; 0 when it cannot be told. */
async function beginsAt(stretch: Stretch, file: MonthFile): Promise<number> {
  for await (const line of linesIn(stretch, file, linesForward)) return entryIn(line)?.seq ?? 0;
  return 0;
}

function entryIn({ bytes, ended }: RawLine): AuditEntry | null {
  const text = ended ? lineText(bytes) : null;
  const reading = text === null ? null : parseLine(text);
  return reading?.kind === 'entry' ? reading.entry : null;
}

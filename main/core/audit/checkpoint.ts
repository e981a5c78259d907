import { type ChainHead, canonicalJson } from './chain.ts';
import { parseObject } from './parse-object.ts';

/** A line the log is known to have reached. It may lag behind the log, never lead. */
export interface Checkpoint extends ChainHead {
  /** The file that line lies in; null before the first. */
  readonly file: string | null;
}

/** The text of the checkpoint file. */
export function checkpointText(checkpoint: Checkpoint): string {
  const { seq, hash, file } = checkpoint;
  return `${canonicalJson({ v: 1, seq, hash, file })}\n`;
}

/** The checkpoint a text holds, or null when it holds none. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const { seq, hash, file } = parseObject(text) ?? {};
  if (typeof seq !== 'number' || !Number.isSafeInteger(seq) || seq < 0) return null;
  if (typeof hash !== 'string' || !/^[0-9a-f]{64}$/.test(hash)) return null;
  if (file !== null && typeof file !== 'string') return null;
  const checkpoint = { seq, hash, file };
  return checkpointText(checkpoint) === text ? checkpoint : null;
}

import { isUtf8 } from 'node:buffer';
import type { Stats } from 'node:fs';
import type { JobPlace } from '../../../../shared/terms/ids.ts';
import type { StateFacts } from '../../../core/jobs/facts.ts';
import { parseStateYaml } from '../../../core/python-yaml/state-yaml.ts';
import { diskReason } from '../../file-system.ts';
import { type DiskPath, diskNameOf, joinDisk } from '../../path-safety.ts';
import { figuresOf, lookAt, whyRefused } from '../folder-reading/look.ts';
import { readContent } from '../folder-reading/read-content.ts';
import type { Slices } from '../folder-reading/slices.ts';
import { type Parents, passageAt } from './parents.ts';

const STATE_FILE = 'state.yaml';
const ATTEMPTS = 3;
const MOVED = 'it changed while it was read';
const ABSENT: StateFacts = { kind: 'absent' };

const unreadable = (reason: string): StateFacts => ({ kind: 'unreadable', reason });

/** What lies where a job's state would: its path and a look at it, `absent`, or why it cannot be looked at. */
export type StateLook =
  | { readonly kind: 'there'; readonly path: DiskPath; readonly stats: Stats }
  | { readonly kind: 'absent' }
  | { readonly kind: 'barred'; readonly why: string };

/** Looks for a job's `state.yaml` without opening it. */
export function lookForState(parents: Parents, place: JobPlace): StateLook {
  const sender = parents.senderPassage('review', place);
  const folder = sender.kind === 'open' ? passageAt(joinDisk(sender.path, diskNameOf(place.folder))) : sender;
  if (folder.kind !== 'open') return folder;
  const path = joinDisk(folder.path, STATE_FILE);
  const look = lookAt(path);
  if (look === null) return { kind: 'absent' };
  if (look instanceof Error) return { kind: 'barred', why: diskReason(look) };
  return { kind: 'there', path, stats: look };
}

/** A text that changes whenever a look sees a difference. */
export function stateStamp(look: StateLook): string {
  if (look.kind === 'there') return JSON.stringify(figuresOf(look.stats));
  return look.kind === 'barred' ? look.why : '';
}

/** Reads the state that was looked at, at most `limit` bytes; `last` is used again when the text is still the same. */
export async function readState(
  first: StateLook,
  again: () => StateLook,
  limit: number,
  last: StateFacts | null,
  slices: Slices,
): Promise<StateFacts> {
  let look = first;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (look.kind === 'absent') return ABSENT;
    if (look.kind === 'barred') return unreadable(look.why);
    const refusal = whyRefused(look.stats, limit);
    if (refusal !== null) return unreadable(refusal);
    const content = await readContent(look.path, look.stats, { whole: limit, keep: true }, slices);
    if (content.kind === 'unreadable') return unreadable(content.why);
    if (content.kind === 'read' && content.kept !== null) return stateOf(content.kept, last);
    look = again();
  }
  return unreadable(MOVED);
}

function stateOf(bytes: Buffer, last: StateFacts | null): StateFacts {
  if (!isUtf8(bytes)) return unreadable('it is not UTF-8');
  const text = bytes.toString('utf8');
  if (last?.kind === 'read' && last.text === text) return last;
  const reading = parseStateYaml(text);
  return reading.ok ? { kind: 'read', state: reading.state, text } : unreadable(reading.reason);
}

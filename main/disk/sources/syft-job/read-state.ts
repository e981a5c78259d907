import { isUtf8 } from 'node:buffer';
import type { JobPlace } from '../../../../shared/terms/ids.ts';
import type { StateFacts } from '../../../core/jobs/facts.ts';
import { parseStateYaml } from '../../../core/python-yaml/state-yaml.ts';
import { diskReason } from '../../file-system.ts';
import { joinDisk } from '../../path-safety.ts';
import { figuresOf, lookAt, whyRefused } from '../folder-reading/look.ts';
import { readContent } from '../folder-reading/read-content.ts';
import type { Slices } from '../folder-reading/slices.ts';
import { reviewWay } from './layout.ts';
import type { Parents } from './parents.ts';

const STATE_FILE = 'state.yaml';
const ATTEMPTS = 3;
const ABSENT: StateFacts = { kind: 'absent' };

const unreadable = (reason: string): StateFacts => ({ kind: 'unreadable', reason });

/** Reads a job's `state.yaml`, at most `limit` bytes; `last` is used again when the text is still the same. */
export async function readState(
  parents: Parents,
  place: JobPlace,
  limit: number,
  last: StateFacts | null,
  slices: Slices,
): Promise<StateFacts> {
  const passage = parents.passage(reviewWay(place));
  if (passage.kind === 'absent') return ABSENT;
  if (passage.kind === 'barred') return unreadable(passage.why);
  const path = joinDisk(passage.path, STATE_FILE);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const look = lookAt(path);
    if (look === null) return ABSENT;
    if (look instanceof Error) return unreadable(diskReason(look));
    const refusal = whyRefused(look, limit);
    if (refusal !== null) return unreadable(refusal);
    const content = await readContent(path, look, { whole: limit, keep: true }, slices);
    if (content.kind === 'unreadable') return unreadable(content.why);
    if (content.kind === 'read' && content.kept !== null) return stateOf(content.kept, last);
  }
  return unreadable('it changed while it was read');
}

/** A text that changes whenever a look at `state.yaml` sees a difference. */
export function stateStamp(parents: Parents, place: JobPlace): string {
  const passage = parents.passage(reviewWay(place));
  if (passage.kind !== 'open') return passage.kind;
  const look = lookAt(joinDisk(passage.path, STATE_FILE));
  if (look === null || look instanceof Error) return String(look);
  return JSON.stringify(figuresOf(look));
}

function stateOf(bytes: Buffer, last: StateFacts | null): StateFacts {
  if (!isUtf8(bytes)) return unreadable('it is not UTF-8');
  const text = bytes.toString('utf8');
  if (last?.kind === 'read' && last.text === text) return last;
  const reading = parseStateYaml(text);
  return reading.ok ? { kind: 'read', state: reading.state, text } : unreadable(reading.reason);
}

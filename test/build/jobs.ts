import { createHash } from 'node:crypto';
import { digestOf } from '../../main/core/jobs/digest.ts';
import type { JobEntry } from '../../main/core/jobs/entry.ts';
import type { JobFacts } from '../../main/core/jobs/facts.ts';
import { type Job, jobFrom } from '../../main/core/jobs/job.ts';
import { parseConfigYaml } from '../../main/core/python-yaml/config-yaml.ts';
import { parseStateYaml } from '../../main/core/python-yaml/state-yaml.ts';
import type { Defect } from '../../shared/terms/defect.ts';
import type { JobPlace } from '../../shared/terms/ids.ts';

export const OWNER = 'owner@lab.example';
export const SENDER = 'ana@uni.example';
/** A moment long after everything the builders make has come to rest. */
export const NOW = Date.UTC(2026, 10, 21, 20, 0, 0);

/** The hex SHA-256 of a text's UTF-8 bytes. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A place in the owner's datasite unless told otherwise. */
export function placeOf(folder = 'count', over: Partial<JobPlace> = {}): JobPlace {
  return { source: 'syft-job', datasite: OWNER, sender: SENDER, folder, ...over };
}

/** A text file with that content. */
export function fileEntry(path: string, text: string, over: Partial<JobEntry> = {}): JobEntry {
  return {
    path,
    pathHex: null,
    kind: 'file',
    size: Buffer.byteLength(text),
    executable: path === 'run.sh',
    sha256: sha256(text),
    text: 'text',
    hiddenCharacters: 0,
    ...over,
  };
}

/** What a test wants to be different about a job. */
export interface Wish {
  readonly place?: JobPlace;
  /** Text of state.yaml; null = none. */
  readonly state?: string | null;
  readonly files?: Readonly<Record<string, string>>;
  readonly defects?: readonly Defect[];
  readonly arrival?: JobFacts['arrival'];
  readonly changedAt?: number;
  readonly digest?: null;
}

export const PENDING = 'received_at: 2026-11-20T10:00:00Z\nstatus: pending\n';

/** Facts of a complete, well-formed job that has been quiet for an hour and is pending. */
export function factsOf(wish: Wish = {}): JobFacts {
  const place = wish.place ?? placeOf();
  const files = wish.files ?? { 'code/main.py': 'print(1)\n', 'run.sh': 'python main.py\n' };
  const config = `name: ${place.folder}\nsubmitted_at: '2026-11-20T09:00:00Z'\n`;
  const entries = Object.entries({ ...files, 'config.yaml': config }).map(([path, text]) =>
    fileEntry(path, text),
  );
  const read = parseConfigYaml(config);
  if (!read.ok) throw new Error(read.reason);
  return {
    place,
    config: { kind: 'read', config: read.config },
    state: stateFacts(wish.state === undefined ? PENDING : wish.state),
    entries,
    digest: wish.digest === null ? null : digestOf(entries, sha256),
    defects: wish.defects ?? [],
    arrival: wish.arrival ?? { present: 3, expected: 3 },
    changedAt: wish.changedAt ?? NOW - 3_600_000,
    appearedAt: NOW - 3_600_000,
    bytes: entries.reduce((sum, entry) => sum + entry.size, 0),
  };
}

function stateFacts(text: string | null): JobFacts['state'] {
  if (text === null) return { kind: 'absent' };
  const read = parseStateYaml(text);
  return read.ok ? { kind: 'read', state: read.state, text } : { kind: 'unreadable', reason: read.reason };
}

/** The job of {@link factsOf} as it stands at `NOW`. */
export function jobOf(wish: Wish = {}): Job {
  return jobFrom(factsOf(wish), NOW);
}

import { CHAIN_START, canonicalJson } from '../../main/core/audit/chain.ts';
import type { AuditBody, AuditEntry } from '../../main/core/audit/entry.ts';
import type { JobFacts } from '../../main/core/jobs/facts.ts';
import type { AuditLog } from '../../main/ports/audit-log.ts';
import type { JobSource } from '../../main/ports/job-source.ts';
import type { StateWriter } from '../../main/ports/state-writer.ts';
import { type JobId, type JobPlace, jobIdOf } from '../../shared/terms/ids.ts';
import { done, refused } from '../../shared/terms/problem.ts';
import { factsOf, sha256, type Wish } from './jobs.ts';
import { type MemoryRules, memoryRules } from './memory-rules.ts';

/** Jobs in memory behind the same ports the disk is behind. */
export interface MemoryDisk {
  readonly source: JobSource;
  readonly writer: StateWriter;
  readonly rules: MemoryRules;
  /** Lays a job down, or what it has become. */
  put(wish: Wish): JobFacts;
  remove(place: JobPlace): void;
  stateOf(place: JobPlace): string | null;
  /** Ids of the jobs that were read, in order. */
  readonly reads: JobId[];
  /** The next read of this job fails, or waits until the returned function is called. */
  failNextRead(): void;
  holdReads(): () => void;
  /** The next write of a state fails, or finds that somebody else wrote. */
  failNextWrite(code: 'write-failed' | 'state-changed'): void;
}

/** An empty disk. */
export function memoryDisk(): MemoryDisk {
  const wishes = new Map<JobId, Wish & { readonly place: JobPlace }>();
  const reads: JobId[] = [];
  let failing = false;
  let gate: Promise<void> = Promise.resolve();
  let writeProblem: 'write-failed' | 'state-changed' | null = null;
  const factsNow = (id: JobId) => {
    const wish = wishes.get(id);
    return wish === undefined ? null : factsOf(wish);
  };
  const stateOf = (place: JobPlace) => {
    const state = factsNow(jobIdOf(place))?.state;
    return state?.kind === 'read' ? state.text : null;
  };

  const source: JobSource = {
    name: 'syft-job',
    list: async (below) =>
      [...wishes.values()]
        .map((wish) => wish.place)
        .filter((place) => below === undefined || pathOf(place).startsWith(below)),
    async read(place) {
      reads.push(jobIdOf(place));
      const found = factsNow(jobIdOf(place));
      await gate;
      if (failing) {
        failing = false;
        throw new Error('the disk does not answer');
      }
      return found;
    },
    stamp: async (place) => {
      const facts = factsNow(jobIdOf(place));
      return facts === null ? null : sha256(JSON.stringify([facts.digest, facts.state, facts.changedAt]));
    },
    async readFile(place, path) {
      const text = wishes.get(jobIdOf(place))?.files?.[path];
      if (text === undefined) return refused('no-such-file', 'Nothing lies there.', 'Look again.');
      const bytes = Buffer.from(text);
      return done({ bytes, sha256: sha256(text), size: bytes.length });
    },
    placeOf(path) {
      const [datasite, sender, folder] = path.split('/').filter((name) => name !== '');
      if (datasite === undefined || sender === undefined || folder === undefined) return null;
      return { source: 'syft-job', datasite, sender, folder };
    },
  };

  const writer: StateWriter = {
    read: async (place) => done(stateOf(place)),
    sweepTempFiles: async () => done(0),
    async write(place, expected, next) {
      const problem = writeProblem;
      writeProblem = null;
      if (problem !== null) return refused(problem, 'The state was not written.', 'Try again.');
      if (stateOf(place) !== expected)
        return refused('state-changed', 'Somebody wrote first.', 'Look again.');
      const wish = wishes.get(jobIdOf(place));
      if (wish !== undefined) wishes.set(jobIdOf(place), { ...wish, state: next });
      return done(null);
    },
  };

  return {
    source,
    writer,
    rules: memoryRules(),
    reads,
    stateOf,
    put(wish) {
      const facts = factsOf(wish);
      wishes.set(jobIdOf(facts.place), { ...wish, place: facts.place });
      return facts;
    },
    remove: (place) => void wishes.delete(jobIdOf(place)),
    failNextRead: () => {
      failing = true;
    },
    holdReads() {
      let open: () => void = () => undefined;
      gate = new Promise((resolve) => {
        open = resolve;
      });
      return () => open();
    },
    failNextWrite: (code) => {
      writeProblem = code;
    },
  };
}

/** The path a memory disk knows a job by. */
export function pathOf(place: JobPlace): string {
  return `/${jobIdOf(place)}`;
}

/** A log in memory that chains like the one on disk. */
export interface MemoryLog extends AuditLog {
  readonly lines: AuditEntry[];
  refuse(refusing: boolean): void;
}

/** An empty log. */
export function memoryLog(): MemoryLog {
  const lines: AuditEntry[] = [];
  const listeners = new Set<(entry: AuditEntry) => void>();
  let refusing = false;
  let head = CHAIN_START;
  return {
    lines,
    refuse: (next) => {
      refusing = next;
    },
    async append(body: AuditBody) {
      if (refusing) return refused('log-unwritable', 'The log cannot be written.', 'Make room.');
      const entry: AuditEntry = {
        ...body,
        v: 1,
        seq: lines.length + 1,
        at: '2026-11-21T20:00:00Z',
        prev: head,
      };
      head = sha256(canonicalJson(JSON.parse(JSON.stringify(entry))));
      lines.push(entry);
      for (const listener of listeners) listener(entry);
      return done(entry);
    },
    newest: async (limit, before = Number.POSITIVE_INFINITY) =>
      done(
        lines
          .filter((entry) => entry.seq < before)
          .reverse()
          .slice(0, limit),
      ),
    async *entries() {
      yield* lines;
    },
    verify: async () => done({ intact: true, entries: lines.length, problems: [] }),
    onAppend(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

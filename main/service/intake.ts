import { type JobId, type JobPlace, jobIdOf } from '../../shared/terms/ids.ts';
import { type Job, jobFrom, quietIn } from '../core/jobs/job.ts';
import type { Clock } from '../ports/clock.ts';
import type { JobSource } from '../ports/job-source.ts';
import type { Timers } from '../ports/timers.ts';
import type { Catalogue } from './catalogue.ts';

/** What the intake needs. */
export interface IntakeParts {
  readonly source: JobSource;
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Told when a job could not be read because of a mistake of ours or of the disk. */
  readonly onTrouble: (what: string) => void;
}

/** Brings what lies on disk into the catalogue, one job at a time. */
export interface Intake {
  /** Something moved at this path: look at the job it belongs to, or at everything below it. */
  hint(path: string): void;
  /** Reads one job now and puts what was found into the catalogue. */
  look(place: JobPlace): Promise<Job | null>;
  /** Compares the whole disk with the catalogue and reads what differs. */
  sweep(): Promise<void>;
  /** True once no look is under way or planned. */
  idle(): boolean;
  stop(): void;
}

/** Events of one job within this time are one look, in milliseconds. */
const GATHER_TIME = 25;
/** How often a job whose files are not all here is looked at besides events, in milliseconds. */
const ARRIVING_PACE = 2_000;
/** How many jobs are read before the catalogue is told, so that a full disk shows its first rows early. */
const BATCH = 250;

/** One reading of a job: what was found (null = nothing), and how late it began. */
interface Reading {
  readonly id: JobId;
  readonly turn: number;
  readonly job: Job | null;
}

/** An intake over a source; nothing happens until it gets a hint or is told to sweep. */
export function createIntake(parts: IntakeParts): Intake {
  const { source, catalogue, clock, timers } = parts;
  const planned = new Map<JobId, { due: number; cancel: () => void }>();
  const stamps = new Map<JobId, string>();
  const reading = new Map<JobId, Promise<Job | null>>();
  const again = new Set<JobId>();
  /** Which reading of a job is the latest: a slower, older one must not overwrite what a newer one found. */
  const turns = new Map<JobId, number>();
  let turn = 0;
  let listing = 0;
  let stopped = false;

  function plan(place: JobPlace, delay: number): void {
    if (stopped) return;
    const id = jobIdOf(place);
    const due = clock.now() + delay;
    const earlier = planned.get(id);
    if (earlier !== undefined && earlier.due <= due) return;
    earlier?.cancel();
    const cancel = timers.after(delay, () => {
      planned.delete(id);
      void look(place);
    });
    planned.set(id, { due, cancel });
  }

  async function look(place: JobPlace): Promise<Job | null> {
    const id = jobIdOf(place);
    const underWay = reading.get(id);
    if (underWay !== undefined) {
      // What is being read may be older than what made us look: read once more afterwards.
      again.add(id);
      return underWay;
    }
    const result = readUntilCurrent(place, id).finally(() => reading.delete(id));
    reading.set(id, result);
    return result;
  }

  async function readUntilCurrent(place: JobPlace, id: JobId): Promise<Job | null> {
    let reading: Reading;
    do {
      again.delete(id);
      reading = await readOnce(place);
    } while (again.has(id) && !stopped);
    tell([reading]);
    return reading.job;
  }

  function tell(readings: readonly Reading[]): void {
    if (stopped) return;
    const latest = readings.filter((one) => turns.get(one.id) === one.turn);
    const jobs = latest.flatMap((one) => (one.job === null ? [] : [kept(one.job)]));
    const gone = latest.flatMap((one) => (one.job === null ? [one.id] : []));
    for (const id of gone) turns.delete(id);
    catalogue.apply(jobs, gone);
  }

  async function readOnce(place: JobPlace): Promise<Reading> {
    const id = jobIdOf(place);
    turn += 1;
    const mine = turn;
    turns.set(id, mine);
    return { id, turn: mine, job: await readJob(place, id) };
  }

  async function readJob(place: JobPlace, id: JobId): Promise<Job | null> {
    try {
      const stamp = await source.stamp(place);
      const facts = stamp === null ? null : await source.read(place);
      if (facts === null || stamp === null) {
        stamps.delete(id);
        return null;
      }
      stamps.set(id, stamp);
      const now = clock.now();
      const job = jobFrom(facts, now);
      if (job.arriving !== null) plan(place, quietIn(facts, now) || ARRIVING_PACE);
      return job;
    } catch (error) {
      parts.onTrouble(`“${id}” could not be read: ${error instanceof Error ? error.message : String(error)}`);
      plan(place, ARRIVING_PACE);
      return catalogue.value().jobs.get(id) ?? null;
    }
  }

  /** The value already in the catalogue where nothing differs, so that equal facts make no new revision. */
  function kept(job: Job): Job {
    const known = catalogue.value().jobs.get(job.id);
    return known !== undefined && sameJob(known, job) ? known : job;
  }

  async function sweep(): Promise<void> {
    listing += 1;
    const began = turn;
    try {
      const places = await source.list();
      const present = new Set<JobId>(places.map(jobIdOf));
      // What was read while the list was made knows better than the list.
      const isOld = (id: JobId) => (turns.get(id) ?? 0) <= began;
      const gone = [...catalogue.value().jobs.keys()].filter((id) => !present.has(id) && isOld(id));
      catalogue.apply([], gone);
      for (const id of gone) stamps.delete(id);
      await readDiffering(places);
    } catch (error) {
      parts.onTrouble(
        `The folder of jobs could not be listed: ${error instanceof Error ? error.message : error}`,
      );
    } finally {
      listing -= 1;
    }
  }

  async function readDiffering(places: readonly JobPlace[]): Promise<void> {
    for (let start = 0; start < places.length && !stopped; start += BATCH) {
      const readings: Reading[] = [];
      for (const place of places.slice(start, start + BATCH)) {
        if (await differs(place)) readings.push(await readOnce(place));
      }
      tell(readings);
    }
  }

  async function differs(place: JobPlace): Promise<boolean> {
    const known = stamps.get(jobIdOf(place));
    try {
      return known === undefined || known !== (await source.stamp(place));
    } catch {
      // Reading it finds the same trouble and says so, for this job alone.
      return true;
    }
  }

  async function lookBelow(path: string): Promise<void> {
    listing += 1;
    try {
      await readDiffering(await source.list(path));
    } catch (error) {
      parts.onTrouble(`“${path}” could not be listed: ${error instanceof Error ? error.message : error}`);
    } finally {
      listing -= 1;
    }
  }

  return {
    hint(path) {
      if (stopped) return;
      const place = source.placeOf(path);
      if (place === null) void lookBelow(path);
      else plan(place, GATHER_TIME);
    },
    look,
    sweep,
    idle: () => planned.size === 0 && reading.size === 0 && listing === 0,
    stop() {
      stopped = true;
      for (const { cancel } of planned.values()) cancel();
      planned.clear();
    },
  };
}

function sameJob(one: Job, other: Job): boolean {
  return (
    one.facts.digest !== null &&
    one.facts.digest === other.facts.digest &&
    one.status === other.status &&
    JSON.stringify([one.arriving, one.facts.state, one.facts.defects]) ===
      JSON.stringify([other.arriving, other.facts.state, other.facts.defects])
  );
}

import { hash } from 'node:crypto';
import { type JobId, type JobPlace, jobIdOf } from '../../../../shared/terms/ids.ts';
import type { JobFacts } from '../../../core/jobs/facts.ts';
import { CONFIG_FILE } from '../../../core/jobs/job-shape.ts';
import { hardLimits, JOB_LIMITS, type JobLimits } from '../../../core/jobs/limits.ts';
import type { JobSource } from '../../../ports/job-source.ts';
import { diskNameOf, joinDisk } from '../../path-safety.ts';
import { type KnownFile, readFolder } from '../folder-reading/read-folder.ts';
import { createSlices, type Slices } from '../folder-reading/slices.ts';
import { type Survey, surveyFolder, surveyStamp } from '../folder-reading/survey.ts';
import { createJobMemory, type JobMemory, type RememberedJob } from './job-memory.ts';
import { isPossiblePlace, regionOf, SOURCE } from './layout.ts';
import { type Listing, listAround, listJobs } from './list-jobs.ts';
import { createParents } from './parents.ts';
import { factsOf } from './read-job.ts';
import { NO_JOB, readOneFile } from './read-one-file.ts';
import { lookForState, readState, type StateLook, stateStamp } from './read-state.ts';
import { createSiblings } from './siblings.ts';

/** What the source needs to know. */
export interface SyftJobOptions {
  /** The folder that holds the datasite folders, every link in it resolved. */
  readonly root: string;
  /** Whose datasite is listed first. */
  readonly owner?: string;
  readonly limits?: JobLimits;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** How the thread is shared while reading. */
  readonly slices?: Slices;
  /** Told of folders above jobs that cannot be entered or listed, in one sentence. */
  readonly onTrouble?: (what: string) => void;
}

interface Parts {
  readonly soft: JobLimits;
  readonly hard: JobLimits;
  readonly now: () => number;
  readonly listing: Listing;
  readonly memory: JobMemory;
  /** What the last stamp saw, for the reading of the same job that follows in the same slice. */
  stamped: Stamped | null;
}

interface Stamped {
  readonly id: JobId;
  readonly turn: number;
  readonly survey: Survey;
  readonly state: StateLook;
}

const ATTEMPTS = 3;
const REMEMBERED_FILES = 1_000_000;
/** A file this young is hashed again next time: clocks of disks tick slowly, and a write within a tick shows nowhere. */
const YOUNG = 2_000;
const NOTHING_KNOWN: ReadonlyMap<string, KnownFile> = new Map();

/** Reads jobs of the current syft-job layout from every datasite folder below a root. */
export function createSyftJobSource(options: SyftJobOptions): JobSource {
  const { root, owner = '', limits: soft = JOB_LIMITS, now = Date.now, onTrouble = () => {} } = options;
  const { slices = createSlices() } = options;
  const parents = createParents(root, slices);
  const listing: Listing = { parents, siblings: createSiblings(), slices, owner, onTrouble };
  const parts: Parts = {
    soft,
    hard: hardLimits(soft),
    now,
    listing,
    memory: createJobMemory(REMEMBERED_FILES),
    stamped: null,
  };
  return {
    name: SOURCE,
    async list(below = root) {
      const region = regionOf(root, below);
      return region === null ? [] : listJobs(listing, region);
    },
    read: (place, { verify = false } = {}) => read(parts, place, verify),
    stamp: (place) => stamp(parts, place),
    async readFile(place, path, limit) {
      await slices.breath();
      if (isPossiblePlace(place))
        return readOneFile(parents, place, path, { limit, most: parts.hard.bytes }, slices);
      return NO_JOB;
    },
    placeOf(path) {
      const { datasite, sender, folder } = regionOf(root, path) ?? {};
      if (datasite === undefined || sender === undefined || folder === undefined) return null;
      return { source: SOURCE, datasite, sender, folder };
    },
  };
}

async function read(parts: Parts, place: JobPlace, verify: boolean): Promise<JobFacts | null> {
  const { memory, soft } = parts;
  const { slices, parents } = parts.listing;
  const id = jobIdOf(place);
  const last = memory.get(id);
  const stamped = verify ? null : takeStamped(parts, id);
  let survey = stamped?.survey ?? null;
  for (let attempt = 1; ; attempt += 1) {
    survey ??= await surveyJob(parts, place);
    if (survey === null) return forget(parts, place);
    const reading = await readFolder(survey, readWish(parts, verify ? undefined : last), slices);
    // A reading in which something moved is tried again; what moves on and on is shown as it is, and said.
    if (reading.changed.length > 0 && attempt < ATTEMPTS) {
      survey = null;
      continue;
    }
    const again = () => lookForState(parents, place);
    const state = await readState(
      stamped?.state ?? again(),
      again,
      soft.metadata,
      last?.state ?? null,
      slices,
    );
    const twins = await twinsOf(parts, place);
    const { facts, remember } = factsOf({ place, survey, reading, state, twins }, soft, last);
    memory.set(id, remember);
    return facts;
  }
}

function readWish(parts: Parts, last: RememberedJob | undefined) {
  const { hard, soft, now } = parts;
  return {
    limits: hard,
    known: last?.files ?? NOTHING_KNOWN,
    keep: (path: string, size: number) => path === CONFIG_FILE && size <= soft.metadata,
    settledBefore: now() - YOUNG,
  };
}

async function stamp(parts: Parts, place: JobPlace): Promise<string | null> {
  const survey = await surveyJob(parts, place);
  if (survey === null) return forget(parts, place);
  const { parents, slices } = parts.listing;
  const twins = await twinsOf(parts, place);
  const state = lookForState(parents, place);
  parts.stamped = { id: jobIdOf(place), turn: slices.turn(), survey, state };
  return hash('sha256', JSON.stringify([surveyStamp(survey), stateStamp(state), twins]), 'base64');
}

async function twinsOf({ listing }: Parts, place: JobPlace): Promise<readonly string[]> {
  await listAround(listing, place);
  listing.siblings.add(place);
  return listing.siblings.twinsOf(place);
}

function forget(parts: Parts, place: JobPlace): null {
  parts.memory.delete(jobIdOf(place));
  parts.listing.siblings.remove(place);
  return null;
}

/** What the stamp just before saw of the job; it serves one reading only, so that the next one looks afresh. */
function takeStamped(parts: Parts, id: JobId): Stamped | null {
  const last = parts.stamped;
  parts.stamped = null;
  return last !== null && last.id === id && last.turn === parts.listing.slices.turn() ? last : null;
}

async function surveyJob(parts: Parts, place: JobPlace): Promise<Survey | null> {
  const { slices, parents } = parts.listing;
  if (!isPossiblePlace(place)) return null;
  await slices.breath();
  const sender = parents.senderPassage('inbox', place);
  return sender.kind === 'open'
    ? surveyFolder(joinDisk(sender.path, diskNameOf(place.folder)), parts.hard, slices)
    : null;
}

import { isUtf8 } from 'node:buffer';
import { hash } from 'node:crypto';
import type { Defect } from '../../../../shared/terms/defect.ts';
import type { JobPlace } from '../../../../shared/terms/ids.ts';
import { configFactsOf, configOutcomeOf } from '../../../core/jobs/config-outcome.ts';
import { defectsOf } from '../../../core/jobs/defects.ts';
import { digestOf } from '../../../core/jobs/digest.ts';
import type { JobFacts, StateFacts } from '../../../core/jobs/facts.ts';
import { CONFIG_FILE } from '../../../core/jobs/job-shape.ts';
import type { JobLimits } from '../../../core/jobs/limits.ts';
import { arrivalOf, manifestOf } from '../../../core/jobs/manifest.ts';
import type { ConfigOutcome } from '../../../core/jobs/reading.ts';
import type { FolderReading } from '../folder-reading/read-folder.ts';
import type { Survey } from '../folder-reading/survey.ts';
import type { RememberedJob } from './job-memory.ts';

/** Everything the disk gave for one job. */
export interface RawJob {
  readonly place: JobPlace;
  readonly survey: Survey;
  readonly reading: FolderReading;
  readonly state: StateFacts;
  readonly twins: readonly string[];
}

/** The facts of a job, and what of them may be used again. */
export interface JobResult {
  readonly facts: JobFacts;
  readonly remember: RememberedJob;
}

/** Turns what the disk gave into facts; `last` saves reading a config again whose bytes are still the same. */
export function factsOf(raw: RawJob, limits: JobLimits, last: RememberedJob | undefined): JobResult {
  const { place, reading, survey, state, twins } = raw;
  const { entries } = reading;
  const config = configOf(reading, limits, last);
  const outcome: ConfigOutcome = config?.outcome ?? { kind: 'not-read' };
  const manifest = outcome.kind === 'read' ? manifestOf(outcome.config.files, limits.entries) : null;
  const facts: JobFacts = {
    place,
    config: configFactsOf(outcome, config !== null || entries.some((entry) => entry.path === CONFIG_FILE)),
    state,
    entries,
    digest: reading.stopped === null ? digestOf(entries, sha256) : null,
    defects: defectsOf({
      place,
      entries,
      config: outcome,
      state,
      troubles: troublesOf(reading),
      twins,
      limits,
    }),
    arrival: arrivalOf(entries, manifest),
    changedAt: newestChange(survey),
    appearedAt: appearance(survey),
    bytes: entries.reduce((sum, entry) => sum + entry.size, 0),
  };
  return { facts, remember: { files: reading.known, config, state } };
}

function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}

function configOf(
  reading: FolderReading,
  limits: JobLimits,
  last: RememberedJob | undefined,
): RememberedJob['config'] {
  const entry = reading.entries.find(({ path }) => path === CONFIG_FILE);
  if (entry === undefined || (entry.kind !== 'file' && entry.kind !== 'hard-link')) return null;
  if (entry.size > limits.metadata) {
    const text = `It takes ${entry.size} bytes; more than ${limits.metadata} are not read.`;
    return { sha256: entry.sha256 ?? '', outcome: { kind: 'refused', code: 'config-too-big', text } };
  }
  if (entry.sha256 !== null && last?.config?.sha256 === entry.sha256) return last.config;
  return { sha256: entry.sha256 ?? '', outcome: outcomeOf(reading.kept.get(CONFIG_FILE)) };
}

function outcomeOf(bytes: Buffer | undefined): ConfigOutcome {
  const refused = (text: string): ConfigOutcome => ({ kind: 'refused', code: 'config-unreadable', text });
  if (bytes === undefined) return refused('It was not read, because the job is beyond the limits.');
  return isUtf8(bytes) ? configOutcomeOf(bytes.toString('utf8')) : refused('It is not UTF-8.');
}

function troublesOf(reading: FolderReading): readonly Defect[] {
  const unreadable = reading.troubles.map(
    ({ path, why }): Defect => ({ code: 'unreadable', path, text: `It cannot be read: ${why}.` }),
  );
  const named = new Set(reading.troubles.map(({ path }) => path));
  const moved = reading.changed
    .filter((path) => !named.has(path))
    .map((path): Defect => ({ code: 'unreadable', path, text: 'It changed while it was read.' }));
  if (reading.stopped === null) return [...unreadable, ...moved];
  const text = `It was not read to the end: ${reading.stopped}.`;
  return [...unreadable, ...moved, { code: 'beyond-limits', path: null, text }];
}

function newestChange({ top, items }: Survey): number {
  return Math.round(
    items.reduce((newest, { stats }) => Math.max(newest, stats?.ctimeMs ?? 0), top?.ctimeMs ?? 0),
  );
}

// Some file systems know no time of birth.
function appearance({ top }: Survey): number {
  return Math.round(top?.birthtimeMs || top?.ctimeMs || 0);
}

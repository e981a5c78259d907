import type { JobEntry } from '../../main/core/jobs/entry.ts';
import type { JobFacts, StateFacts } from '../../main/core/jobs/facts.ts';
import { JOB_LIMITS } from '../../main/core/jobs/limits.ts';
import type { ConfigOutcome, JobReading } from '../../main/core/jobs/reading.ts';
import { type JobConfig, parseConfigYaml } from '../../main/core/python-yaml/config-yaml.ts';
import type { JobStatus } from '../../shared/terms/job-status.ts';
import { configText, placeOf } from './syft-box.ts';

/** A file of a job in which only what a test names matters. */
export function fileEntry(path: string, given: Partial<JobEntry> = {}): JobEntry {
  return {
    path,
    pathHex: null,
    kind: 'file',
    size: 10,
    executable: false,
    sha256: 'a'.repeat(64),
    text: 'text',
    hiddenCharacters: 0,
    ...given,
  };
}

/** A folder of a job. */
export function folderEntry(path: string): JobEntry {
  return fileEntry(path, { kind: 'folder', size: 0, sha256: null, text: 'none' });
}

/** The entries of a plain bash job, and others besides. */
export function plainEntries(...others: readonly JobEntry[]): readonly JobEntry[] {
  return [
    folderEntry('code'),
    fileEntry('code/script.sh'),
    fileEntry('config.yaml'),
    fileEntry('run.sh'),
    ...others,
  ];
}

/** The config of a plain bash job with lines replaced. */
export function configOf(name: string, given: Readonly<Record<string, string>> = {}): JobConfig {
  const reading = parseConfigYaml(configText(name, given));
  if (!reading.ok) throw new Error(reading.reason);
  return reading.config;
}

/** A config that was read. */
export function readConfig(config: JobConfig): ConfigOutcome {
  return { kind: 'read', config, ambiguous: [], claims: [] };
}

/** A state that was read, with nothing but its status. */
export function readState(status: JobStatus): StateFacts {
  const nothing = {
    receivedAt: null,
    approvedBy: null,
    approvedAt: null,
    approvalMethod: null,
    rejectedBy: null,
    rejectedAt: null,
    reviewReason: null,
    completedAt: null,
    returnCode: null,
  };
  return { kind: 'read', state: { status, ...nothing }, text: `status: ${status}\n` };
}

/** The reading of a plain, sound job named `job`, in which only what a test names matters. */
export function jobReading(given: Partial<JobReading> = {}): JobReading {
  return {
    place: placeOf('job'),
    entries: plainEntries(),
    config: readConfig(configOf('job')),
    state: { kind: 'absent' },
    troubles: [],
    twins: [],
    limits: JOB_LIMITS,
    ...given,
  };
}

/** The facts of a plain job, in which only what a test names matters. */
export function jobFacts(given: Partial<JobFacts> = {}): JobFacts {
  return {
    place: placeOf('job'),
    config: { kind: 'read', config: configOf('job') },
    state: { kind: 'absent' },
    entries: plainEntries(),
    digest: null,
    defects: [],
    arrival: { present: 3, expected: 3 },
    changedAt: 0,
    appearedAt: 0,
    bytes: 30,
    ...given,
  };
}

import { coerceBool, coerceText, coerceTextKeys, coerceTexts, hasFieldNames } from './coerce.ts';
import { parseClockTime, type StatedTime, statedTime } from './instant.ts';
import { readUnambiguously } from './read-core.ts';
import { isMapping, type YamlMapping, type YamlValue } from './yaml-value.ts';

/** What a sender's `config.yaml` says of a job. All of it is claims; the folder's path says who and what. */
export interface JobConfig {
  readonly name: string;
  readonly type: 'python' | 'bash';
  readonly submittedAt: StatedTime;
  readonly entrypoint: string | null;
  readonly dependencies: readonly string[];
  readonly files: readonly string[];
  readonly isFolderSubmission: boolean;
  readonly codePath: string | null;
  readonly jobType: 'local' | 'enclave';
  readonly datasets: ReadonlyMap<string, readonly string[]> | null;
  readonly headers: ReadonlyMap<string, YamlValue>;
}

/** Keys that only the folder's path may decide; the Python clients refuse a file that has one. */
export type ConfigClaim = 'submitted_by' | 'datasite_email';

/** The outcome of reading a config; `ambiguous` names in plain words what another parser could read differently. */
export type ConfigReading =
  | {
      readonly ok: true;
      readonly config: JobConfig;
      readonly ambiguous: readonly string[];
      readonly claims: readonly ConfigClaim[];
    }
  | { readonly ok: false; readonly reason: string; readonly line?: number };

const CLAIMS: readonly ConfigClaim[] = ['submitted_by', 'datasite_email'];

function parseTime(value: YamlValue): StatedTime | undefined {
  const time = parseClockTime(value);
  return time === null ? undefined : statedTime(time);
}

function parseType(value: YamlValue): JobConfig['type'] | undefined {
  return value === 'python' || value === 'bash' ? value : undefined;
}

function parseJobType(value: YamlValue): JobConfig['jobType'] | undefined {
  return value === 'local' || value === 'enclave' ? value : undefined;
}

function parseDatasets(value: YamlValue): JobConfig['datasets'] | undefined {
  if (value === null) return null;
  const datasets = new Map<string, readonly string[]>();
  const entries = coerceTextKeys(value);
  for (const [email, names] of entries ?? []) {
    const texts = coerceTexts(names);
    if (texts === undefined) return undefined;
    datasets.set(email, texts);
  }
  return entries === undefined ? undefined : datasets;
}

function parseHeaders(value: YamlValue): JobConfig['headers'] | undefined {
  const entries = coerceTextKeys(value);
  return entries === undefined ? undefined : new Map(entries);
}

function parseOptionalText(value: YamlValue): string | null | undefined {
  return value === null ? null : coerceText(value);
}

function parseFields(fields: YamlMapping): JobConfig | string {
  const wrong: string[] = [];
  const field = <T>(
    key: string,
    parse: (value: YamlValue) => T | undefined,
    absent: T | undefined,
  ): T | undefined => {
    const value = fields.get(key);
    const parsed = value === undefined ? absent : parse(value);
    if (parsed === undefined) wrong.push(key);
    return parsed;
  };
  const name = field('name', coerceText, undefined);
  const submittedAt = field('submitted_at', parseTime, undefined);
  const config = {
    type: field('type', parseType, 'python') ?? 'python',
    entrypoint: field('entrypoint', parseOptionalText, null) ?? null,
    dependencies: field('dependencies', coerceTexts, []) ?? [],
    files: field('files', coerceTexts, []) ?? [],
    isFolderSubmission: field('is_folder_submission', coerceBool, false) ?? false,
    codePath: field('code_path', parseOptionalText, null) ?? null,
    jobType: field('job_type', parseJobType, 'local') ?? 'local',
    datasets: field('datasets', parseDatasets, null) ?? null,
    headers: field('headers', parseHeaders, new Map<string, YamlValue>()) ?? new Map<string, YamlValue>(),
  };
  if (name === undefined || submittedAt === undefined || wrong.length > 0) {
    return `missing or not of the right type: ${wrong.join(', ')}`;
  }
  return { name, submittedAt, ...config };
}

/** Reads a sender's `config.yaml` with Python's reading of YAML and the clients' own checks of every field. */
export function parseConfigYaml(text: string): ConfigReading {
  const reading = readUnambiguously(text);
  if (!reading.ok) return reading;
  const fields = reading.value;
  if (!isMapping(fields) || !hasFieldNames(fields)) {
    return { ok: false, reason: 'the file does not hold named fields' };
  }
  const config = parseFields(fields);
  if (typeof config === 'string') return { ok: false, reason: config };
  return { ok: true, config, ambiguous: reading.ambiguous, claims: CLAIMS.filter((key) => fields.has(key)) };
}

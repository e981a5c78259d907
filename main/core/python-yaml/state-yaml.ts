import { JOB_STATUSES, type JobStatus } from '../../../shared/terms/job-status.ts';
import { coerceText, coerceWhole, hasFieldNames } from './coerce.ts';
import { isoText, parseClockTime } from './instant.ts';
import { MAX_YAML_LENGTH, readPythonYaml } from './read.ts';
import { readUsualText } from './usual-text.ts';
import { writePythonYaml } from './write.ts';
import { isMapping, type YamlKey, type YamlMapping, type YamlReading, type YamlValue } from './yaml-value.ts';

/** How an approval came about. */
export type ApprovalMethod = 'manual' | 'auto';

/** What `state.yaml` says of a job. Times are ISO text with microseconds, as the Python clients write them. */
export interface JobState {
  readonly status: JobStatus;
  readonly receivedAt: string | null;
  readonly approvedBy: string | null;
  readonly approvedAt: string | null;
  readonly approvalMethod: ApprovalMethod | null;
  readonly rejectedBy: string | null;
  readonly rejectedAt: string | null;
  readonly reviewReason: string | null;
  readonly completedAt: string | null;
  readonly returnCode: number | null;
}

/** The outcome of reading a state. */
export type StateReading =
  | { readonly ok: true; readonly state: JobState }
  | { readonly ok: false; readonly reason: string };

function parseStatus(value: YamlValue): JobStatus | undefined {
  return JOB_STATUSES.find((status) => status === value);
}

function parseMethod(value: YamlValue): ApprovalMethod | undefined {
  return value === 'manual' || value === 'auto' ? value : undefined;
}

/** The clients' own spelling of a time, which needs no rewriting. */
const AS_WRITTEN = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.(?!000000)\d{6}Z$/;

function parseTime(value: YamlValue): string | undefined {
  const time = parseClockTime(value);
  if (time === null) return undefined;
  return typeof value === 'string' && AS_WRITTEN.test(value) ? value : isoText(time);
}

function parseFields(fields: YamlMapping): JobState | string {
  const wrong: string[] = [];
  const optional = <T>(key: string, parse: (value: YamlValue) => T | undefined): T | null => {
    const value = fields.get(key);
    if (value === undefined || value === null) return null;
    const parsed = parse(value);
    if (parsed === undefined) wrong.push(key);
    return parsed ?? null;
  };
  const status = fields.has('status') ? parseStatus(fields.get('status') ?? null) : 'received';
  if (status === undefined) return 'the status is not one that exists';
  const state: JobState = {
    status,
    receivedAt: optional('received_at', parseTime),
    approvedBy: optional('approved_by', coerceText),
    approvedAt: optional('approved_at', parseTime),
    approvalMethod: optional('approval_method', parseMethod),
    rejectedBy: optional('rejected_by', coerceText),
    rejectedAt: optional('rejected_at', parseTime),
    reviewReason: optional('review_reason', coerceText),
    completedAt: optional('completed_at', parseTime),
    returnCode: optional('return_code', coerceWhole),
  };
  return wrong.length === 0 ? state : `not of the right type: ${wrong.join(', ')}`;
}

/**
 * Reads `state.yaml` as the Python clients do: unknown keys are ignored, missing ones are null (no status means
 * received), the last of doubled keys counts. What they cannot load is refused here too.
 */
export function parseStateYaml(text: string): StateReading {
  const usual = text.length > MAX_YAML_LENGTH ? null : readUsualText(text);
  const reading: YamlReading = usual === null ? readPythonYaml(text) : { ok: true, value: usual };
  if (!reading.ok) return { ok: false, reason: reading.reason };
  if (!isMapping(reading.value) || !hasFieldNames(reading.value)) {
    return { ok: false, reason: 'the file does not hold named fields' };
  }
  const state = parseFields(reading.value);
  return typeof state === 'string' ? { ok: false, reason: state } : { ok: true, state };
}

/** The bytes (as text) the Python clients write for a state: all ten keys, sorted. */
export function writeStateYaml(state: JobState): string {
  return writePythonYaml(
    new Map<YamlKey, YamlValue | number>([
      ['approval_method', state.approvalMethod],
      ['approved_at', state.approvedAt],
      ['approved_by', state.approvedBy],
      ['completed_at', state.completedAt],
      ['received_at', state.receivedAt],
      ['rejected_at', state.rejectedAt],
      ['rejected_by', state.rejectedBy],
      ['return_code', state.returnCode],
      ['review_reason', state.reviewReason],
      ['status', state.status],
    ]),
  );
}

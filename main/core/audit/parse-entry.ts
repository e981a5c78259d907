import { DEFECTS } from '../../../shared/terms/defect.ts';
import { parseDigest, SOURCE_NAMES } from '../../../shared/terms/ids.ts';
import { JOB_STATUSES } from '../../../shared/terms/job-status.ts';
import { canonicalJson, type Link } from './chain.ts';
import type { AuditBody, AuditEntry, DecisionAction } from './entry.ts';
import { type Fields, isFields, parseObject } from './parse-object.ts';

type Check = (value: unknown) => boolean;
type BodyOf<Kind extends AuditBody['kind']> = Extract<AuditBody, { kind: Kind }>;
type Values<Kind extends AuditBody['kind'], Field extends keyof BodyOf<Kind>> = Record<
  BodyOf<Kind>[Field] & string,
  true
>;

const text: Check = (value) => typeof value === 'string';
const textOrNull: Check = (value) => value === null || typeof value === 'string';
const digestOrNull: Check = (value) =>
  value === null || (typeof value === 'string' && parseDigest(value) !== null);
const count: Check = (value) => Number.isSafeInteger(value) && typeof value === 'number' && value > 0;
const status = among(Object.fromEntries(JOB_STATUSES.map((name) => [name, true])));
const place: Check = (value) =>
  isFields(value) &&
  SOURCE_NAMES.some((name) => name === value.source) &&
  text(value.datasite) &&
  text(value.sender) &&
  text(value.folder);
const defects: Check = (value) =>
  Array.isArray(value) && value.every((code) => typeof code === 'string' && Object.hasOwn(DEFECTS, code));

const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
// Entries of earlier versions lack these.
const orAbsent =
  (check: Check): Check =>
  (value) =>
    value === undefined || value === null || check(value);
const ruleFile: Check = (value) =>
  isFields(value) && text(value.path) && textOrNull(value.before) && textOrNull(value.after);
const proof: Check = (value) => isFields(value) && typeof value.proven === 'boolean' && text(value.sentence);
const recorded: Check = (value) => isFields(value) && hash(value.sha256) && textOrNull(value.text);
const hash: Check = (value) => typeof value === 'string' && HASH.test(value);
const STAGES: Values<'rule-edit', 'stage'> = { intended: true, written: true, failed: true };
const edit: Check = (value) =>
  isFields(value) &&
  (value.kind === 'grant' || value.kind === 'revoke') &&
  (value.level === 'read' || value.level === 'write' || value.level === 'admin') &&
  text(value.path) &&
  text(value.user);

const ACTIONS: Record<DecisionAction, true> = { approve: true, reject: true, receive: true, withdraw: true };
const WAYS: Values<'intent', 'via'> = { hand: true, receiving: true };
const RESULTS: Values<'outcome', 'result'> = {
  written: true,
  'finished-after-restart': true,
  'undone-after-restart': true,
  failed: true,
};
const NOTES: Values<'note', 'what'> = {
  opened: true,
  'torn-line-set-aside': true,
  'checkpoint-missing': true,
};

/** One check a field and kind: a field added to the entry without one does not compile. */
const FIELDS: {
  readonly [Kind in AuditBody['kind']]: { readonly [Field in Exclude<keyof BodyOf<Kind>, 'kind'>]: Check };
} = {
  intent: {
    action: among(ACTIONS),
    job: place,
    by: text,
    via: among(WAYS),
    digest: digestOrNull,
    reason: textOrNull,
    acknowledged: defects,
    before: textOrNull,
    after: text,
    from: status,
    to: status,
    ruleFile: orAbsent(ruleFile),
    proof: orAbsent(proof),
  },
  outcome: { intent: count, job: place, action: among(ACTIONS), result: among(RESULTS), why: textOrNull },
  refusal: {
    action: among(ACTIONS),
    job: place,
    by: text,
    code: text,
    why: text,
    digest: digestOrNull,
  },
  'rule-edit': {
    stage: among(STAGES),
    intent: orNull(count),
    by: text,
    file: text,
    edit,
    before: orNull(recorded),
    after: recorded,
    why: textOrNull,
  },
  note: { what: among(NOTES), text },
};

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;
const HASH = /^[0-9a-f]{64}$/;

/** What one line of a log holds; `wrong` says in one sentence why it is not an entry. */
export type LineReading =
  | { readonly kind: 'entry'; readonly link: Link; readonly entry: AuditEntry }
  | { readonly kind: 'edited' | 'unknown'; readonly link: Link; readonly wrong: string }
  | { readonly kind: 'unreadable'; readonly wrong: string };

/** Reads one line (without its newline) of a log that anybody may have edited. */
export function parseLine(line: string): LineReading {
  const value = parseObject(line);
  const link = value === null ? null : linkOf(value);
  if (value === null || link === null)
    return { kind: 'unreadable', wrong: 'The line is not an entry of a log.' };
  if (canonicalJson(value) !== line) {
    return { kind: 'edited', link, wrong: 'The line is not spelled as Gatehouse spells it: it was edited.' };
  }
  if (!isAuditEntry(value)) {
    return { kind: 'unknown', link, wrong: 'The entry holds something this version does not know.' };
  }
  return { kind: 'entry', link, entry: value };
}

/** True for a value with every field an entry of its kind has. */
export function isAuditEntry(value: unknown): value is AuditEntry {
  if (!isFields(value) || value.v !== 1 || linkOf(value) === null) return false;
  const { at, kind } = value;
  if (typeof at !== 'string' || !TIME.test(at)) return false;
  if (typeof kind !== 'string' || !isKind(kind)) return false;
  return Object.entries(FIELDS[kind]).every(([field, check]) => check(value[field]));
}

function isKind(kind: string): kind is AuditBody['kind'] {
  return Object.hasOwn(FIELDS, kind);
}

function linkOf({ seq, prev }: Fields): Link | null {
  if (typeof seq !== 'number' || !count(seq)) return null;
  return typeof prev === 'string' && HASH.test(prev) ? { seq, prev } : null;
}

function among(values: Readonly<Record<string, true>>): Check {
  return (value) => typeof value === 'string' && Object.hasOwn(values, value);
}

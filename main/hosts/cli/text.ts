import type { JobSummary } from '../../../shared/view/job.ts';
import type { AccessAnswerView } from '../../../shared/view/permissions.ts';
import type { ShownJob } from '../../service/commands/reading.ts';

const SHORT_HASH = 12;

const NOT_PLAIN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}]/gu;

/** Text with every control, direction and invisible character as a visible escape, so that a terminal obeys none. */
export function escapeControls(text: string, keep = ''): string {
  return text.replace(NOT_PLAIN, (character) => (keep.includes(character) ? character : escaped(character)));
}

/** JSON that says the same with those characters spelled as JSON spells them; line breaks between values stay. */
export function escapeJson(json: string): string {
  return json.replace(NOT_PLAIN, (character) =>
    character === '\n' ? character : character.split('').map(unitEscaped).join(''),
  );
}

function unitEscaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** The list as a table for people. */
export function listText(jobs: readonly JobSummary[]): string {
  if (jobs.length === 0) return 'No jobs.\n';
  const rows = jobs.map((job) => [
    job.arriving === null ? job.status : `arriving ${job.arriving.present}/${job.arriving.expected}`,
    escapeControls(`${job.sender}/${job.folder}`),
    job.files === 1 ? '1 file' : `${job.files} files`,
    shortHash(job.digest?.slice('sha256:'.length) ?? null),
    job.defects.map((defect) => defect.code).join(', '),
  ]);
  return table(rows);
}

/** One job for people: what it is, what is odd about it, its files, and run.sh whole. */
export function showText(job: ShownJob): string {
  const facts = [
    ['job', escapeControls(job.id)],
    ['status', job.status],
    ['submitted', job.submittedAt ?? 'not said'],
    ['first seen', job.firstSeenAt],
    ['digest', job.digest ?? 'none: too large to be read whole'],
    ...(job.proof === null
      ? []
      : [['sender', `${job.proof.proven ? 'proven' : 'unproven'}: ${escapeControls(job.proof.sentence)}`]]),
  ];
  const defects = job.defects.map((one) => [
    one.code,
    escapeControls(one.path ?? ''),
    escapeControls(one.text),
  ]);
  const files = job.files.map((file) => [
    file.kind,
    `${file.size} B`,
    file.executable ? 'x' : '-',
    shortHash(file.sha256),
    escapeControls(file.path),
  ]);
  const script =
    job.runScript === null
      ? 'There is no run.sh that can be shown.\n'
      : escapeControls(job.runScript, '\n\t');
  return [table(facts), section('Problems', defects), section('Files', files), `\nrun.sh\n${script}`].join(
    '',
  );
}

const DECIDED: Readonly<Partial<Record<JobSummary['status'], string>>> = {
  approved: 'Approved',
  rejected: 'Rejected',
  pending: 'Took back the approval of',
};

/** What a decision did. */
export function decidedText(job: JobSummary): string {
  return `${DECIDED[job.status] ?? `Now ${job.status}:`} ${escapeControls(job.id)}\n`;
}

/** An answer about access with every step that led to it. */
export function accessText({ sentence, trail }: AccessAnswerView): string {
  const steps = trail.map((step) => `  ${escapeControls(step.sentence)}\n`);
  return `${escapeControls(sentence)}\n${steps.join('')}`;
}

/** Every entry of the log, one JSON line each, in the bytes in which it lies on disk. */
export function entriesText(entries: readonly object[]): string {
  return entries.map((one) => `${JSON.stringify(one)}\n`).join('');
}

interface VerdictToPrint {
  readonly intact: boolean;
  readonly entries: number;
  readonly problems: readonly { readonly file: string; readonly line: number; readonly what: string }[];
}

/** What checking the log found. */
export function verdictText({ intact, entries, problems }: VerdictToPrint): string {
  if (intact) return `The log is intact: ${entries === 1 ? '1 entry' : `${entries} entries`}.\n`;
  const lines = problems.map((one) => `${one.file} line ${one.line}: ${escapeControls(one.what)}`);
  return `${lines.join('\n')}\n`;
}

function section(title: string, rows: readonly (readonly string[])[]): string {
  return rows.length === 0 ? '' : `\n${title}\n${table(rows)}`;
}

function table(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}

function shortHash(hex: string | null): string {
  return hex === null ? '-' : hex.slice(0, SHORT_HASH);
}

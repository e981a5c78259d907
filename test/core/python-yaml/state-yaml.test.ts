import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type JobState, parseStateYaml, writeStateYaml } from '../../../main/core/python-yaml/state-yaml.ts';

interface VectorState {
  readonly status: JobState['status'];
  readonly received_at: string | null;
  readonly approved_by: string | null;
  readonly approved_at: string | null;
  readonly approval_method: JobState['approvalMethod'];
  readonly rejected_by: string | null;
  readonly rejected_at: string | null;
  readonly review_reason: string | null;
  readonly completed_at: string | null;
  readonly return_code: number | null;
}

type Row =
  | { readonly state: VectorState; readonly yaml: string; readonly reads_back: boolean }
  | { readonly read_only: string; readonly state: VectorState }
  | { readonly read_only: string; readonly error: string };

const lines = readFileSync(new URL('../../vectors/state_yaml.jsonl', import.meta.url), 'utf8').split('\n');
const rows = lines.filter((line) => line !== '').map((line): Row => JSON.parse(line));

function stateOf(vector: VectorState): JobState {
  return {
    status: vector.status,
    receivedAt: vector.received_at,
    approvedBy: vector.approved_by,
    approvedAt: vector.approved_at,
    approvalMethod: vector.approval_method,
    rejectedBy: vector.rejected_by,
    rejectedAt: vector.rejected_at,
    reviewReason: vector.review_reason,
    completedAt: vector.completed_at,
    returnCode: vector.return_code,
  };
}

const NOTHING: JobState = {
  status: 'received',
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

describe('the given states', () => {
  it('are written to the same bytes', () => {
    const written = rows.flatMap((row) => ('yaml' in row ? [row] : []));
    expect(written.length).toBeGreaterThan(200);
    for (const row of written) expect(writeStateYaml(stateOf(row.state))).toBe(row.yaml);
  });

  it('are read back where the Python clients can', () => {
    for (const row of rows) {
      if ('yaml' in row && row.reads_back) {
        expect(parseStateYaml(row.yaml), row.yaml).toEqual({ ok: true, state: stateOf(row.state) });
      }
    }
  });

  it('are read from other spellings, or refused', () => {
    const others = rows.flatMap((row) => ('read_only' in row ? [row] : []));
    expect(others.length).toBeGreaterThan(20);
    for (const row of others) {
      const expected = 'error' in row ? { ok: false } : { ok: true, state: stateOf(row.state) };
      expect(parseStateYaml(row.read_only), row.read_only).toMatchObject(expected);
    }
  });
});

describe('reading a state', () => {
  it.each([
    ['return_code: true', 1],
    ['return_code: 0x10', 16],
    ["return_code: ' +7 '", 7],
    ["return_code: '1_000'", 1000],
    ["return_code: '5.00'", 5],
    ['return_code: -0.0', 0],
  ])('takes %s for a whole number', (line, returnCode) => {
    expect(parseStateYaml(`${line}\n`)).toEqual({ ok: true, state: { ...NOTHING, returnCode } });
  });

  it.each([
    'return_code: .inf',
    'return_code: .nan',
    'return_code: [1]',
    "return_code: ''",
    "return_code: '1.5'",
    "return_code: '1__0'",
    'return_code: 2026-01-01',
    'approved_by: 5',
    'approved_by: [a]',
    'approval_method: MANUAL',
    'approval_method: true',
    'received_at: true',
    "received_at: ''",
    'completed_at: {}',
    'status:',
    "status: ''",
    'status: !!binary YXBwcm92ZWQ=',
    '1: status',
    'null: 1',
    '[]',
    'text',
    'status: approved\n\tx: 1',
    'status: *a',
  ])('refuses %s', (line) => {
    expect(parseStateYaml(`${line}\n`)).toMatchObject({ ok: false });
  });

  it('names the fields that are wrong', () => {
    expect(parseStateYaml('approved_by: 5\nreturn_code: x\n')).toEqual({
      ok: false,
      reason: 'not of the right type: approved_by, return_code',
    });
  });

  it('takes bytes that are text for text', () => {
    const reading = parseStateYaml('review_reason: !!binary aGkh\n');
    expect(reading).toEqual({ ok: true, state: { ...NOTHING, reviewReason: 'hi!' } });
  });

  it('ignores unknown keys, even odd ones', () => {
    expect(parseStateYaml('__proto__: {status: done}\nself: 1\n')).toEqual({ ok: true, state: NOTHING });
  });

  it('refuses a return code that JavaScript cannot hold', () => {
    expect(parseStateYaml('return_code: 9007199254740993\n')).toMatchObject({ ok: false });
  });
});

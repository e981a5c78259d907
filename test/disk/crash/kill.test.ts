import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openParts } from '../../../main/compose.ts';
import type { AuditEntry } from '../../../main/core/audit/entry.ts';
import { systemClock } from '../../../main/disk/system-time.ts';
import { approveJob } from '../../../main/service/commands/deciding.ts';
import { bundled } from '../write/bundled.ts';
import { tempFolder } from '../write/temp-folder.ts';

const OWNER = 'owner@lab.example';
const SENDER = 'ana@uni.example';
const PENDING = "received_at: '2026-11-20T10:00:00Z'\nstatus: pending\n";
/** How many processes decide, and die, at the same time. */
const AT_ONCE = 3;

/** What the decision changes, before and after: a state and the job's own rule file. */
interface Story {
  readonly state: string | null;
  readonly rules: string | null;
}

const SENDERS_RULES =
  "rules:\n- access:\n    admin: []\n    read: []\n    write:\n    - '*'\n  pattern: '**'\nterminal: false\n";

async function freshBox({ state, rules }: Story): Promise<string> {
  const box = await tempFolder();
  const job = join(box, OWNER, 'app_data/job/inbox', SENDER, 'count');
  await mkdir(join(job, 'code'), { recursive: true });
  await writeFile(join(job, 'config.yaml'), "name: count\nsubmitted_at: '2026-11-20T09:00:00Z'\n");
  await writeFile(join(job, 'run.sh'), 'echo 1\n');
  await chmod(join(job, 'run.sh'), 0o755);
  await writeFile(join(job, 'code', 'script.sh'), 'echo 1\n');
  await mkdir(reviewOf(box), { recursive: true });
  if (state !== null) await writeFile(join(reviewOf(box), 'state.yaml'), state);
  if (rules !== null) await writeFile(join(job, 'syft.pub.yaml'), rules);
  return box;
}

/** A box in which the job was approved, and closed with that. */
async function approvedBox(story: Story): Promise<string> {
  const box = await freshBox(story);
  const world = {
    clock: systemClock,
    rest: (milliseconds: number) => rest(milliseconds),
    read: () => Promise.reject(new Error('not asked here')),
    rules: () => Promise.reject(new Error('not asked here')),
    decide: () => openParts({ box, owner: OWNER, practice: false }),
  };
  const job = `${SENDER}/count`;
  const reply = await approveJob(
    { box, owner: OWNER, job, digest: null, reason: null, acknowledged: [] },
    world,
  );
  if (!reply.ok) throw new Error(reply.problem.what);
  return box;
}

const reviewOf = (box: string) => join(box, OWNER, 'app_data/job/review', SENDER, 'count');
const inboxOf = (box: string) => join(box, OWNER, 'app_data/job/inbox', SENDER, 'count');
const textAt = (...names: string[]) => readFile(join(...names), 'utf8').catch(() => null);
const storyOf = async (box: string): Promise<Story> => ({
  state: await textAt(reviewOf(box), 'state.yaml'),
  rules: await textAt(inboxOf(box), 'syft.pub.yaml'),
});

/** Starts the datasite again as the app does, and gives log and state as they then are. */
async function startAgain(box: string) {
  const parts = await openParts({ box, owner: OWNER, practice: false });
  if (!parts.ok) throw new Error(parts.problem.what);
  const entries: AuditEntry[] = [];
  for await (const entry of parts.value.log.entries()) entries.push(entry);
  const verdict = await parts.value.log.verify();
  await parts.value.close();
  const left = {
    review: await readdir(reviewOf(box)),
    inbox: await readdir(inboxOf(box)),
    own: await readdir(join(box, OWNER, 'app_data/gatehouse')),
  };
  return { entries, verdict, story: await storyOf(box), left };
}

/** Lets a process decide on a copy of the box and die before that step; then starts again. */
async function decideAndDie(template: string, script: string, action: string, step: number) {
  const box = join(await tempFolder(), 'box');
  await cp(template, box, { recursive: true, preserveTimestamps: true });
  const child = spawn(process.execPath, [script, box, OWNER, `${SENDER}/count`, action, String(step)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [exitCode, signal] = await once(child, 'exit');
  return { step, exitCode, signal, ...(await startAgain(box)) };
}

type Aftermath = Awaited<ReturnType<typeof decideAndDie>>;

/** Log, state and rule file tell the same story, once. True when the decision was carried out. */
function tellsOneStory({ step, entries, verdict, story, left }: Aftermath, before: Story): boolean {
  const at = `killed before step ${step}`;
  expect(verdict, at).toMatchObject({ ok: true, value: { intact: true, problems: [] } });
  const intents = entries.filter((entry) => entry.kind === 'intent');
  const outcomes = entries.filter((entry) => entry.kind === 'outcome');
  expect(
    outcomes.map((outcome) => outcome.intent),
    at,
  ).toEqual(intents.map((intent) => intent.seq));
  const last = intents.at(-1);
  const carriedOut = last?.before === before.state && outcomes.at(-1)?.result !== 'undone-after-restart';
  const meant = { state: last?.after ?? null, rules: last?.ruleFile ? last.ruleFile.after : before.rules };
  expect(story, at).toEqual(carriedOut ? meant : before);
  expect(left.review, at).toEqual(story.state === null ? [] : ['state.yaml']);
  const rules = story.rules === null ? [] : ['syft.pub.yaml'];
  expect(left.inbox.sort(), at).toEqual(['code', 'config.yaml', 'run.sh', ...rules]);
  expect(left.own.sort(), at).toEqual(['audit', 'syft.pub.yaml']);
  return carriedOut;
}

describe.each([
  ['approve', () => freshBox({ state: PENDING, rules: SENDERS_RULES }), 16],
  ['withdraw', () => approvedBox({ state: PENDING, rules: null }), 12],
  ['reject', () => freshBox({ state: null, rules: null }), 8],
])('kill -9 between every two steps of a decision: %s', (action, makeBox, steps) => {
  it('leaves log, state and rule file agreeing after the next start, nothing lost or doubled', async () => {
    const script = await bundled('test/disk/crash/decide-child.ts', await tempFolder());
    const template = await makeBox();
    const before = await storyOf(template);
    const aftermaths: Aftermath[] = [];
    while (aftermaths.every((one) => one.signal === 'SIGKILL')) {
      const next = Array.from({ length: AT_ONCE }, (_, at) => aftermaths.length + at + 1);
      aftermaths.push(
        ...(await Promise.all(next.map((step) => decideAndDie(template, script, action, step)))),
      );
    }
    const carriedOut = aftermaths.map((one) => tellsOneStory(one, before));
    const killed = aftermaths.filter((one) => one.signal === 'SIGKILL');
    expect(killed.length).toBeGreaterThanOrEqual(steps);
    expect(aftermaths.filter((one) => one.signal === null).every((one) => one.exitCode === 0)).toBe(true);
    // Early deaths leave nothing behind, later ones a decision that is finished: never the other way round.
    expect(carriedOut).toEqual([...carriedOut].sort((one, other) => Number(one) - Number(other)));
    expect(carriedOut[0]).toBe(false);
    expect(carriedOut.at(-1)).toBe(true);
  }, 480_000);
});

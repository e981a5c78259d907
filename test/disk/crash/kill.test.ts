import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openParts } from '../../../main/compose.ts';
import type { AuditEntry } from '../../../main/core/audit/entry.ts';
import { bundled } from '../write/bundled.ts';
import { tempFolder } from '../write/temp-folder.ts';

const OWNER = 'owner@lab.example';
const SENDER = 'ana@uni.example';
const PENDING = "received_at: '2026-11-20T10:00:00Z'\nstatus: pending\n";
/** How many processes decide, and die, at the same time. */
const AT_ONCE = 3;

async function freshBox(state: string | null): Promise<string> {
  const box = await tempFolder();
  const job = join(box, OWNER, 'app_data/job/inbox', SENDER, 'count');
  await mkdir(join(job, 'code'), { recursive: true });
  await writeFile(join(job, 'config.yaml'), "name: count\nsubmitted_at: '2026-11-20T09:00:00Z'\n");
  await writeFile(join(job, 'run.sh'), 'echo 1\n');
  await chmod(join(job, 'run.sh'), 0o755);
  await writeFile(join(job, 'code', 'script.sh'), 'echo 1\n');
  await mkdir(reviewOf(box), { recursive: true });
  if (state !== null) await writeFile(join(reviewOf(box), 'state.yaml'), state);
  return box;
}

const reviewOf = (box: string) => join(box, OWNER, 'app_data/job/review', SENDER, 'count');

/** Starts the datasite again as the app does, and gives log and state as they then are. */
async function startAgain(box: string) {
  const parts = await openParts({ box, owner: OWNER, practice: false });
  if (!parts.ok) throw new Error(parts.problem.what);
  const entries: AuditEntry[] = [];
  for await (const entry of parts.value.log.entries()) entries.push(entry);
  const verdict = await parts.value.log.verify();
  await parts.value.close();
  const state = await readFile(join(reviewOf(box), 'state.yaml'), 'utf8').catch(() => null);
  return { entries, verdict, state, left: await readdir(reviewOf(box)) };
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

/** Log and state tell the same story, once. True when the decision was carried out. */
function tellsOneStory({ step, entries, verdict, state, left }: Aftermath, before: string | null): boolean {
  const at = `killed before step ${step}`;
  expect(verdict, at).toMatchObject({ ok: true, value: { intact: true, problems: [] } });
  const intents = entries.filter((entry) => entry.kind === 'intent');
  const outcomes = entries.filter((entry) => entry.kind === 'outcome');
  expect(intents.length, at).toBeLessThanOrEqual(1);
  expect(
    outcomes.map((outcome) => outcome.intent),
    at,
  ).toEqual(intents.map((intent) => intent.seq));
  const carriedOut = outcomes.some((outcome) => outcome.result !== 'undone-after-restart');
  expect(state, at).toBe(carriedOut ? (intents[0]?.after ?? null) : before);
  expect(left, at).toEqual(state === null ? [] : ['state.yaml']);
  return carriedOut;
}

describe.each([
  ['approve', PENDING],
  ['reject', null],
])('kill -9 between every two steps of a decision: %s', (action, before) => {
  it('leaves log and state agreeing after the next start, nothing lost or doubled', async () => {
    const script = await bundled('test/disk/crash/decide-child.ts', await tempFolder());
    const template = await freshBox(before);
    const aftermaths: Aftermath[] = [];
    while (aftermaths.every((one) => one.signal === 'SIGKILL')) {
      const steps = Array.from({ length: AT_ONCE }, (_, at) => aftermaths.length + at + 1);
      aftermaths.push(
        ...(await Promise.all(steps.map((step) => decideAndDie(template, script, action, step)))),
      );
    }
    const carriedOut = aftermaths.map((one) => tellsOneStory(one, before));
    const killed = aftermaths.filter((one) => one.signal === 'SIGKILL');
    expect(killed.length).toBeGreaterThanOrEqual(8);
    expect(aftermaths.filter((one) => one.signal === null).every((one) => one.exitCode === 0)).toBe(true);
    // Early deaths leave nothing behind, later ones a decision that is finished: never the other way round.
    expect(carriedOut).toEqual([...carriedOut].sort((one, other) => Number(one) - Number(other)));
    expect(carriedOut[0]).toBe(false);
    expect(carriedOut.at(-1)).toBe(true);
  }, 240_000);
});

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { composeSession } from '../../main/compose.ts';
import type { AuditEntry } from '../../main/core/audit/entry.ts';
import type { Session } from '../../main/service/session.ts';
import type { Reply } from '../../shared/terms/problem.ts';
import type { JobRow } from '../../shared/view/job.ts';
import { makeBox, OWNER, SENDER, stateText, type TestBox } from '../build/syft-box.ts';
import { bundled, startChild } from '../disk/write/bundled.ts';
import { tempFolder } from '../disk/write/temp-folder.ts';

const ROUNDS = 60;
const OTHERS = stateText('rejected').replace('review_reason: null', 'review_reason: from the other client');

/** The rule that lets a sender write into their own folder, as the real client writes it for an approved peer. */
const PEER_RULE = `rules:\n- access:\n    admin: []\n    read: []\n    write:\n    - ${SENDER}\n  pattern: '**'\nterminal: false\n`;

const folderOf = (round: number) => `job-${round}`;
const idOf = (round: number) => `${OWNER}/${SENDER}/${folderOf(round)}`;

function boxOfWaitingJobs(): TestBox {
  const box = makeBox();
  onTestFinished(() => box.remove());
  mkdirSync(box.jobPath(''), { recursive: true });
  writeFileSync(join(box.jobPath(''), 'syft.pub.yaml'), PEER_RULE);
  for (let round = 0; round < ROUNDS; round += 1) {
    box.addJob(folderOf(round));
    box.addState(folderOf(round), stateText('pending'));
  }
  return box;
}

async function openedOn(box: TestBox): Promise<Session> {
  const home = await tempFolder();
  const session = await composeSession({
    ...{ host: 'web', version: '1.2.3', env: {}, home, userData: join(home, 'gatehouse') },
    ...{ practiceFolder: join('assets', 'practice'), scratch: home },
  });
  onTestFinished(() => session.stop());
  const ready = new Promise<void>((resolve) => {
    const rows = new Map<string, JobRow>();
    session.onPush((push) => {
      if (push.name !== 'jobs.changed') return;
      for (const row of push.payload.changed) rows.set(row.id, row);
      if (rows.size === ROUNDS && [...rows.values()].every((row) => row.arriving === null)) resolve();
    });
  });
  expect(await session.open({ box: box.root, owner: OWNER, practice: false })).toMatchObject({ ok: true });
  await ready;
  return session;
}

async function rowsOf(session: Session): Promise<ReadonlyMap<string, JobRow>> {
  const reply = await session.handlers['jobs.snapshot']({});
  return new Map((reply.ok ? reply.value.jobs : []).map((row) => [row.id, row]));
}

/** What we do in a round: one click, or two that contradict each other. */
function clicks(session: Session, round: number, digest: string): readonly Promise<Reply<JobRow>>[] {
  const asked = { id: idOf(round), digest, reason: 'from here' };
  const approve = () => session.handlers['jobs.approve']({ ...asked, acknowledged: [] });
  const reject = () => session.handlers['jobs.reject'](asked);
  return round % 3 === 0 ? [approve(), reject()] : [approve()];
}

/** Most rounds are a race. */
const ORDERS = ['race', 'race', 'race', 'we first', 'race', 'race', 'race', 'the other first'] as const;
type Order = (typeof ORDERS)[number] | undefined;

async function inOrder(
  order: Order,
  decide: () => Promise<readonly Reply<JobRow>[]>,
  ask: () => Promise<unknown>,
): Promise<Pick<Round, 'other' | 'replies'>> {
  if (order === 'we first') {
    const replies = await decide();
    return { replies, other: await ask() };
  }
  const asked = ask();
  if (order === 'the other first') await asked;
  const replies = await decide();
  return { replies, other: await asked };
}

interface Round {
  readonly round: number;
  readonly other: unknown;
  readonly replies: readonly Reply<JobRow>[];
}

function entriesOf(log: readonly AuditEntry[], round: number): readonly AuditEntry[] {
  return log.filter((entry) => 'job' in entry && entry.job.folder === folderOf(round));
}

/** Log, answers and state tell the same: what we say we wrote we wrote, and what the other wrote was not undone. */
function tellsOneStory({ round, other, replies }: Round, box: TestBox, log: readonly AuditEntry[]): string {
  const at = `round ${round}`;
  const now = readFileSync(join(box.reviewPath(folderOf(round)), 'state.yaml'), 'utf8');
  const entries = entriesOf(log, round);
  const intents = entries.filter((entry) => entry.kind === 'intent');
  const outcomes = entries.filter((entry) => entry.kind === 'outcome');
  expect(
    outcomes.map((entry) => entry.intent),
    at,
  ).toEqual(intents.map((entry) => entry.seq));
  const written = intents.filter((_, index) => outcomes[index]?.result === 'written');
  const succeeded = replies.filter((reply) => reply.ok);
  expect(written.length, at).toBe(succeeded.length);
  expect(written.length, at).toBeLessThanOrEqual(1);
  // A rejection at the same moment wins over the approval.
  if (replies.length === 2 && written.length === 1) expect(written[0]?.to, at).toBe('rejected');
  const ours = written[0]?.after ?? null;
  expect([ours, other === 'written' ? OTHERS : null], at).toContain(now);
  expect(readdirSync(box.reviewPath(folderOf(round))), at).toEqual(['state.yaml']);
  const closed = existsSync(join(box.jobPath(folderOf(round)), 'syft.pub.yaml'));
  expect(closed, at).toBe(written[0]?.to === 'approved');
  return now === OTHERS ? 'the other’s' : 'ours';
}

it('agrees with its log whoever is quicker, against a client that knows no lock', async () => {
  const box = boxOfWaitingJobs();
  const session = await openedOn(box);
  const other = startChild(await bundled('test/service/plain-writer.ts', await tempFolder()), []);
  const rows = await rowsOf(session);
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const path = join(box.reviewPath(folderOf(round)), 'state.yaml');
    const ask = () => other.ask({ path, text: OTHERS, looks: 1 + (round % 10) * 60 });
    const decide = () => Promise.all(clicks(session, round, rows.get(idOf(round))?.digest ?? ''));
    rounds.push({ round, ...(await inOrder(ORDERS[round % ORDERS.length], decide, ask)) });
  }
  const log: AuditEntry[] = [];
  for await (const entry of session.datasite()?.parts.log.entries() ?? []) log.push(entry);
  const stands = rounds.map((one) => tellsOneStory(one, box, log));
  // In the rounds that were no race each stands for whoever came first.
  const standing = (order: Order) => stands.filter((_, round) => ORDERS[round % ORDERS.length] === order);
  expect(new Set(standing('we first'))).toEqual(new Set(['ours']));
  expect(new Set(standing('the other first'))).toEqual(new Set(['the other’s']));
  expect(await session.handlers['activity.verify']({})).toMatchObject({ ok: true, value: { intact: true } });
  session.resumed();
  await session.datasite()?.sweep();
  for (const [id, row] of await rowsOf(session)) {
    const text = readFileSync(join(box.reviewPath(id.split('/')[2] ?? ''), 'state.yaml'), 'utf8');
    expect([id, text]).toEqual([id, expect.stringContaining(`status: ${row.status}\n`)]);
  }
}, 120_000);

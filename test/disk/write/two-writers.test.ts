import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bundled, startChild } from './bundled.ts';
import { tempFolder } from './temp-folder.ts';

const REVIEW = 'owner@lab.org/app_data/job/review/alice@uni.edu';
const WHOLE = /^approval_method: null\nreview_reason: (?:start|(?:one|two)(?: \d+)?)\nstatus: pending\n$/;

async function hammers(root: string) {
  const script = await bundled('test/disk/write/hammer.ts', await tempFolder());
  return [startChild(script, [root, 'one']), startChild(script, [root, 'two'])] as const;
}

async function rootForBoth(): Promise<string> {
  const root = await tempFolder();
  await mkdir(join(root, 'owner@lab.org/app_data/job/review'), { recursive: true });
  return root;
}

it('lets exactly one of two processes write a first state, and keeps what it wrote', async () => {
  const root = await rootForBoth();
  const [one, two] = await hammers(root);
  for (let round = 0; round < 60; round += 1) {
    const folder = `job ${round}`;
    const answers = await Promise.all([one.ask({ create: folder }), two.ask({ create: folder })]);
    expect([...answers].sort()).toEqual(['state-changed', 'written']);
    const text = await readFile(join(root, REVIEW, folder, 'state.yaml'), 'utf8');
    expect(text).toContain(`review_reason: ${answers[0] === 'written' ? 'one' : 'two'}\n`);
    expect(await readdir(join(root, REVIEW, folder))).toEqual(['state.yaml']);
  }
}, 60_000);

it('shows every reader a whole state while two processes replace it, and forgets no failure', async () => {
  const root = await rootForBoth();
  const folder = join(root, REVIEW, 'job');
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, 'state.yaml'),
    'approval_method: null\nreview_reason: start\nstatus: pending\n',
  );
  const [one, two] = await hammers(root);
  let over = false;
  const both = Promise.all([
    one.ask({ replace: 'job', times: 200 }),
    two.ask({ replace: 'job', times: 200 }),
  ]).finally(() => {
    over = true;
  });
  let readings = 0;
  while (!over) {
    expect(await readFile(join(folder, 'state.yaml'), 'utf8')).toMatch(WHOLE);
    readings += 1;
  }
  expect(readings).toBeGreaterThan(0);
  for (const counts of await both) {
    expect(
      Object.keys(Object(counts)).filter((name) => !['written', 'state-changed'].includes(name)),
    ).toEqual([]);
    expect(Object.values(Object(counts)).reduce((sum: number, each) => sum + Number(each), 0)).toBe(200);
  }
  expect(await readFile(join(folder, 'state.yaml'), 'utf8')).toMatch(WHOLE);
  expect(await readdir(folder)).toEqual(['state.yaml']);
}, 60_000);

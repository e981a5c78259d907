import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { watch as chokidarWatch } from 'chokidar';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createWatcher } from '../../../main/disk/watch/chokidar-watcher.ts';
import type { Watcher } from '../../../main/ports/watcher.ts';

const WAIT = { timeout: 10_000, interval: 20 };

let base: string;
let folder: string;
let sender: string;
let watcher: Watcher;
let hints: string[];

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'gatehouse-watch-'));
  folder = join(base, 'owner@lab.example');
  sender = join(folder, 'app_data', 'job', 'inbox', 'ana@lab.example');
  await mkdir(join(sender, 'count', 'code'), { recursive: true });
  await mkdir(join(folder, 'app_data', 'job', 'review'), { recursive: true });
  await mkdir(join(folder, 'private', 'deep'), { recursive: true });
  hints = [];
});

afterEach(async () => {
  await watcher.stop();
  await rm(base, { recursive: true });
});

async function start(parts: Partial<Parameters<typeof createWatcher>[0]> = {}): Promise<void> {
  watcher = createWatcher({ folder, ...parts });
  await watcher.start((path) => hints.push(path));
}

const hinted = (path: string) => vi.waitFor(() => expect(hints).toContain(path), WAIT);

/** A change that is certainly seen, after which everything that came before it has been told too. */
async function afterEverythingBefore(): Promise<void> {
  const marker = join(sender, `marker-${hints.length}`);
  await mkdir(marker);
  await hinted(marker);
}

describe('the watcher', () => {
  it('tells of a new job folder below a sender', async () => {
    await start();
    await mkdir(join(sender, 'new job'));
    await hinted(join(sender, 'new job'));
    expect(watcher.mode).toBe('events');
    expect(watcher.reason).toBeNull();
  });

  it('tells of a new sender and then of what the sender writes', async () => {
    await start();
    const newcomer = join(folder, 'app_data', 'job', 'inbox', 'bo@lab.example');
    await mkdir(newcomer);
    await hinted(newcomer);
    await vi.waitFor(async () => {
      const job = join(newcomer, `job-${hints.length}`);
      await mkdir(job, { recursive: true });
      await vi.waitFor(() => expect(hints).toContain(job), { timeout: 500 });
    }, WAIT);
  });

  it('tells of a state that another client writes for a followed job', async () => {
    const review = join(folder, 'app_data', 'job', 'review', 'ana@lab.example', 'count');
    await mkdir(review, { recursive: true });
    await start();
    watcher.follow('count', [review]);
    await vi.waitFor(async () => {
      await writeFile(join(review, 'state.yaml'), `status: approved\n# ${hints.length}\n`);
      await vi.waitFor(() => expect(hints).toContain(join(review, 'state.yaml')), { timeout: 500 });
    }, WAIT);
  });

  it('sees changed content, new files and atomic renames deep inside a followed job', async () => {
    await start();
    watcher.follow('count', [join(sender, 'count')]);
    const file = join(sender, 'count', 'code', 'main.py');
    await vi.waitFor(async () => {
      await writeFile(file, `print(${hints.length})\n`);
      await vi.waitFor(() => expect(hints).toContain(file), { timeout: 500 });
    }, WAIT);
    hints = [];
    await writeFile(`${file}.tmp`, 'print(2)\n');
    await rename(`${file}.tmp`, file);
    await hinted(file);
  });

  it.each([
    ['in the datasite', ['syft.pub.yaml']],
    ['in app_data', ['app_data', 'syft.pub.yaml']],
    ['above all jobs', ['app_data', 'job', 'syft.pub.yaml']],
    ['of one sender', ['app_data', 'job', 'inbox', 'ana@lab.example', 'syft.pub.yaml']],
  ])('tells of a permission file %s, written and replaced', async (_name, names) => {
    await start();
    const file = join(folder, ...names);
    await writeFile(file, 'rules: []\n');
    await hinted(file);
    await afterEverythingBefore();
    hints = [];
    await writeFile(`${file}.tmp`, 'terminal: true\n');
    await rename(`${file}.tmp`, file);
    await hinted(file);
  });

  it('does not watch inside jobs that are not followed, nor outside the jobs', async () => {
    await start();
    await writeFile(join(sender, 'count', 'code', 'main.py'), 'x');
    await writeFile(join(folder, 'private', 'deep', 'data.csv'), 'x');
    await writeFile(join(folder, 'private', 'syft.pub.yaml'), 'x');
    await writeFile(join(folder, 'readme.md'), 'x');
    await afterEverythingBefore();
    expect(hints.filter((path) => /main\.py|private|readme/.test(path))).toEqual([]);
  });

  it('stops watching a job that is no longer followed', async () => {
    await start();
    const file = join(sender, 'count', 'code', 'main.py');
    watcher.follow('count', [join(sender, 'count')]);
    await vi.waitFor(async () => {
      await writeFile(file, String(hints.length));
      await vi.waitFor(() => expect(hints).toContain(file), { timeout: 500 });
    }, WAIT);
    watcher.follow('count', []);
    hints = [];
    await writeFile(file, 'later');
    await afterEverythingBefore();
    expect(hints).not.toContain(file);
  });

  it('never goes through a link', async () => {
    const outside = join(base, 'outside');
    await mkdir(outside);
    await symlink(outside, join(sender, 'count', 'code', 'way-out'));
    await start();
    watcher.follow('count', [join(sender, 'count')]);
    await writeFile(join(outside, 'secret.txt'), 'x');
    await afterEverythingBefore();
    expect(hints.filter((path) => path.includes('secret'))).toEqual([]);
  });

  it('changes over to polling when watches run out, says so, and still sees changes', async () => {
    const watchesUsedUp: typeof chokidarWatch = (paths, options) => {
      const real = chokidarWatch(paths, options);
      if (options?.usePolling !== true) {
        const error = Object.assign(new Error('no space for watches'), { code: 'ENOSPC' });
        queueMicrotask(() => real.emit('error', error));
      }
      return real;
    };
    const modes: string[] = [];
    watcher = createWatcher({ folder, watch: watchesUsedUp });
    watcher.onModeChange(() => modes.push(watcher.mode));
    await watcher.start((path) => hints.push(path));
    expect(modes).toEqual(['polling']);
    expect(watcher.reason).toContain('ENOSPC');
    watcher.follow('count', [join(sender, 'count')]);
    const file = join(sender, 'count', 'code', 'main.py');
    await vi.waitFor(
      async () => {
        await writeFile(file, 'x'.repeat(hints.length + 1));
        await vi.waitFor(() => expect(hints).toContain(file), { timeout: 3_000 });
      },
      { timeout: 20_000, interval: 20 },
    );
  });
});

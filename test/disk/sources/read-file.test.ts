import { createHash } from 'node:crypto';
import { closeSync, ftruncateSync, linkSync, mkdirSync, openSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSyftJobSource } from '../../../main/disk/sources/syft-job/syft-job-source.ts';
import type { JobSource } from '../../../main/ports/job-source.ts';
import { makeBox, placeOf, type TestBox, withClosed } from '../../build/syft-box.ts';

const JOB = placeOf('job');

let box: TestBox;
let source: JobSource;

beforeEach(() => {
  box = makeBox();
  source = createSyftJobSource({ root: box.root });
  box.addJob('job', { 'code/a.txt': 'hello', 'code/sub/b.txt': 'deep' });
});

afterEach(() => box.remove());

const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');
const inJob = (path: string) => join(box.jobPath('job'), path);

async function problemOf(path: string, limit = 100): Promise<string> {
  const reply = await source.readFile(JOB, path, limit);
  return reply.ok ? 'none' : reply.problem.code;
}

describe('one file of a job', () => {
  it('comes with its bytes, size and hash', async () => {
    const reply = await source.readFile(JOB, 'code/a.txt', 100);
    if (!reply.ok) throw new Error(reply.problem.what);
    expect(Buffer.from(reply.value.bytes).toString()).toBe('hello');
    expect(reply.value).toMatchObject({ size: 5, sha256: sha256('hello') });
  });

  it('agrees with what reading the job found', async () => {
    const facts = await source.read(JOB);
    for (const { path, kind, sha256: sum, size } of facts?.entries ?? []) {
      if (kind !== 'file') continue;
      expect(await source.readFile(JOB, path, 10)).toMatchObject({ ok: true, value: { sha256: sum, size } });
    }
  });

  it('is cut at the limit, its hash is not', async () => {
    for (const [content, limit] of [
      ['hello', 3],
      ['hello', 5],
      ['x'.repeat(700_000), 600_000],
      ['', 0],
      ['hello', 0],
    ] as const) {
      writeFileSync(inJob('code/a.txt'), content);
      const reply = await source.readFile(JOB, 'code/a.txt', limit);
      if (!reply.ok) throw new Error(reply.problem.what);
      expect(Buffer.from(reply.value.bytes).toString()).toBe(content.slice(0, limit));
      expect(reply.value).toMatchObject({ size: content.length, sha256: sha256(content) });
    }
  });

  it('keeps its bytes when others are read after it', async () => {
    const first = await source.readFile(JOB, 'code/a.txt', 100);
    await source.readFile(JOB, 'code/sub/b.txt', 100);
    expect(first.ok && Buffer.from(first.value.bytes).toString()).toBe('hello');
  });

  it.each([
    ['nothing there', 'code/none'],
    ['below a file', 'code/a.txt/b'],
    ['below nothing', 'none/b'],
    ['no path', ''],
    ['above', '../other/run.sh'],
    ['above and back', 'code/../run.sh'],
    ['here', './run.sh'],
    ['absolute', '/etc/passwd'],
    ['doubled slash', 'code//a.txt'],
    ['a NUL', 'code/a.txt\0'],
  ])('does not exist: %s', async (_, path) => {
    const code = await problemOf(path);
    expect(['no-such-file', 'read-failed']).toContain(code);
  });

  it('is never a folder, a link, a second name, or below a link', async () => {
    symlinkSync('a.txt', inJob('code/link'));
    symlinkSync('sub', inJob('code/linked-folder'));
    writeFileSync(join(box.root, 'outside'), 'x');
    linkSync(join(box.root, 'outside'), inJob('code/second'));
    for (const path of [
      'code',
      'code/link',
      'code/linked-folder',
      'code/linked-folder/b.txt',
      'code/second',
    ]) {
      expect([path, await problemOf(path)]).toEqual([path, 'read-failed']);
    }
  });

  it('is not read beyond the hard limit', async () => {
    const file = openSync(inJob('code/hollow'), 'w');
    ftruncateSync(file, 1e12);
    closeSync(file);
    expect(await problemOf('code/hollow')).toBe('read-failed');
  });

  it('is refused in words when permissions close it', async () => {
    const reply = await withClosed([inJob('code/a.txt')], () => source.readFile(JOB, 'code/a.txt', 100));
    expect(reply).toEqual({
      ok: false,
      problem: {
        code: 'read-failed',
        what: '“code/a.txt” cannot be read: the permissions of the folder or file do not allow it.',
        next: 'Try again, or reject the job.',
      },
    });
  });

  it('needs a job', async () => {
    expect(await source.readFile(placeOf('gone'), 'run.sh', 100)).toMatchObject({
      ok: false,
      problem: { code: 'no-such-job' },
    });
    symlinkSync(box.jobPath('job'), box.jobPath('linked'));
    expect(await source.readFile(placeOf('linked'), 'run.sh', 100)).toMatchObject({
      ok: false,
      problem: { code: 'no-such-job' },
    });
  });

  it('may have any name in any folder', async () => {
    mkdirSync(inJob('code/\\x41'));
    writeFileSync(inJob('code/\\x41/ä \u{202e}'), 'odd');
    const reply = await source.readFile(JOB, 'code/\\x41/ä \u{202e}', 100);
    expect(reply.ok && Buffer.from(reply.value.bytes).toString()).toBe('odd');
  });
});

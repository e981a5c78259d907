import {
  chmod,
  link,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeTokenFile } from '../../main/hosts/web/token-file.ts';
import type { WebHost } from '../../main/hosts/web/web-host.ts';
import { PROBLEM_CODES, refused } from '../../shared/terms/problem.ts';
import { ask, type Got } from '../build/http.ts';
import { type MemoryApp, memoryApp } from '../build/memory-app.ts';
import { digestView, jobRowView } from '../build/views.ts';
import { startTestHost, valueIn } from './open-web-door.ts';
import { signIn } from './web-signed-in.ts';

const ID = 'owner@example.org/sender@example.org/mean-age';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-token-'));
  path = join(folder, 'token');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('bearer tokens for scripts stored 0600', () => {
  it('writes 32 random bytes that only their owner can read', async () => {
    const before = process.umask(0);
    const { token } = valueIn(await writeTokenFile(path));
    process.umask(before);
    expect((await lstat(path)).mode & 0o777).toBe(0o600);
    expect(await readFile(path, 'utf8')).toBe(`${token}\n`);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  });

  it('replaces an earlier token file, also one that others could read by now', async () => {
    const first = valueIn(await writeTokenFile(path));
    await chmod(path, 0o644);
    const second = valueIn(await writeTokenFile(path));
    expect(second.token).not.toBe(first.token);
    expect((await lstat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['token']);
  });

  it('takes its file away at the end, but not one that another start has written since', async () => {
    const first = valueIn(await writeTokenFile(path));
    const second = valueIn(await writeTokenFile(path));
    await first.remove();
    expect(await readFile(path, 'utf8')).toBe(`${second.token}\n`);
    await second.remove();
    expect(await readdir(folder)).toEqual([]);
    await second.remove();
  });

  it.each([
    ['a text of somebody', () => writeFile(path, 'my notes\n'), 'my notes\n'],
    ['an empty file', () => writeFile(path, ''), ''],
    ['nearly a token', () => writeFile(path, `${'a'.repeat(43)}`), 'a'.repeat(43)],
    ['a token and more', () => writeFile(path, `${'a'.repeat(43)}\nb`), `${'a'.repeat(43)}\nb`],
  ])('does not write over %s', async (_what, put, kept) => {
    await put();
    expect(await writeTokenFile(path)).toMatchObject({ ok: false, problem: { code: 'write-failed' } });
    expect(await readFile(path, 'utf8')).toBe(kept);
    expect(await readdir(folder)).toEqual(['token']);
  });

  it('does not write through a link, wherever it leads', async () => {
    const goal = join(folder, 'goal');
    for (const there of [null, 'notes', `${'a'.repeat(43)}\n`]) {
      if (there !== null) await writeFile(goal, there);
      await symlink(goal, path);
      expect(await writeTokenFile(path)).toMatchObject({ ok: false, problem: { code: 'write-failed' } });
      expect((await lstat(path)).isSymbolicLink()).toBe(true);
      expect(await readFile(goal, 'utf8').catch(() => null)).toBe(there);
      await rm(path);
    }
  });

  it('does not write over one of two names of a file, nor over a folder', async () => {
    const token = `${'a'.repeat(43)}\n`;
    await writeFile(join(folder, 'other'), token);
    await link(join(folder, 'other'), path);
    expect(await writeTokenFile(path)).toMatchObject({ ok: false });
    expect(await readFile(join(folder, 'other'), 'utf8')).toBe(token);
    await mkdir(join(folder, 'inner'));
    expect(await writeTokenFile(join(folder, 'inner'))).toMatchObject({ ok: false });
    expect(await writeTokenFile(join(folder, 'nowhere', 'token'))).toMatchObject({ ok: false });
  });

  it('keeps the host from starting when the token cannot be written', async () => {
    await writeFile(path, 'my notes');
    await expect(startTestHost(memoryApp(), { tokenFile: path })).rejects.toThrow('write-failed');
  });
});

describe('calls by scripts', () => {
  let app: MemoryApp;
  let host: WebHost;
  let token: string;

  async function start(given: Parameters<typeof memoryApp>[0] = {}): Promise<void> {
    app = memoryApp(given);
    host = await startTestHost(app, { tokenFile: path });
    token = (await readFile(path, 'utf8')).trim();
  }

  function call(verb: string, input: unknown, authorization = `Bearer ${token}`): Promise<Got> {
    return ask(host.origin, {
      method: 'POST',
      path: `/api/call/${verb}`,
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
  }

  afterEach(() => host.stop());

  it('may read and decide', async () => {
    await start();
    const shown = await call('jobs.show', { id: ID });
    expect(shown.status).toBe(200);
    expect(JSON.parse(shown.text)).toMatchObject({ ok: true, value: { id: ID } });
    const input = { id: ID, digest: digestView(), reason: null, acknowledged: [] };
    const approved = await call('jobs.approve', input);
    expect(JSON.parse(approved.text)).toEqual({
      ok: true,
      value: jobRowView({ id: ID, status: 'approved' }),
    });
    expect(app.asked).toEqual([
      { verb: 'jobs.show', input: { id: ID } },
      { verb: 'jobs.approve', input },
    ]);
  });

  it('takes no body for an empty input', async () => {
    await start();
    const headers = { authorization: `Bearer ${token}` };
    const got = await ask(host.origin, { method: 'POST', path: '/api/call/jobs.snapshot', headers });
    expect(JSON.parse(got.text)).toMatchObject({ ok: true, value: { revision: 1 } });
  });

  it('refuses every other token, and none at all', async () => {
    await start();
    const { cookie } = await signIn(host);
    const wrong = [
      '',
      'Bearer',
      'Bearer ',
      `Bearer ${token.slice(0, -1)}`,
      `Bearer ${token}A`,
      `Bearer ${token} ${token}`,
      `Basic ${Buffer.from(`owner:${token}`).toString('base64')}`,
      token,
      `Bearer ${cookie.split('=')[1]}`,
    ];
    for (const authorization of wrong) {
      const got = await ask(host.origin, {
        method: 'POST',
        path: '/api/call/jobs.snapshot',
        headers: { origin: host.origin, cookie, authorization },
      });
      expect([authorization, got.status]).toEqual([authorization, 401]);
      expect(JSON.parse(got.text)).toMatchObject({ ok: false, problem: { code: 'not-signed-in' } });
    }
    expect(app.asked).toEqual([]);
  });

  it('is closed to everybody when no token file was asked for', async () => {
    const closed = await startTestHost(memoryApp());
    for (const authorization of ['Bearer ', 'Bearer undefined', 'Bearer null', `Bearer ${'A'.repeat(43)}`]) {
      const headers = { origin: closed.origin, authorization };
      const got = await ask(closed.origin, { method: 'POST', path: '/api/call/jobs.snapshot', headers });
      expect(got.status).toBe(401);
    }
    await closed.stop();
    await start();
  });

  it('is not for pages of other origins, even with the token', async () => {
    await start();
    const got = await ask(host.origin, {
      method: 'POST',
      path: '/api/call/jobs.snapshot',
      headers: { authorization: `Bearer ${token}`, origin: 'http://evil.example' },
    });
    expect(got.status).toBe(403);
  });

  it.each([
    ['jobs.nothing', {}, 404, 'unknown-verb'],
    ['__proto__', {}, 404, 'unknown-verb'],
    ['jobs.show', { id: 1 }, 400, 'bad-request'],
    ['jobs.show', [], 400, 'bad-request'],
    ['session.open', { box: '/b', owner: 'a@b' }, 400, 'not-a-datasite'],
  ])('says what is wrong with %s %o: %d %s', async (verb, input, status, code) => {
    await start();
    const got = await call(verb, input);
    expect([got.status, JSON.parse(got.text).problem.code]).toEqual([status, code]);
  });

  it.each(PROBLEM_CODES)('answers the problem %s with a status of an error', async (code) => {
    await start({ 'health.show': async () => refused(code, 'What.', 'Next.', { why: [1, null] }) });
    const got = await call('health.show', {});
    expect(got.status).toBeGreaterThanOrEqual(400);
    expect(got.status).toBeLessThan(600);
    expect(JSON.parse(got.text)).toEqual(refused(code, 'What.', 'Next.', { why: [1, null] }));
  });

  it('tells nothing of our mistakes but that there was one', async () => {
    await start({ 'health.show': () => Promise.reject(new Error('secret words')) });
    const got = await call('health.show', {});
    expect(got.status).toBe(500);
    expect(got.text).not.toContain('secret');
    expect(app.bugs).toHaveLength(1);
  });

  it('takes the token away when the host stops', async () => {
    await start();
    await host.stop();
    expect(await readdir(folder)).toEqual([]);
  });
});

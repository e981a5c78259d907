import { link, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWebHost, type WebHost } from '../../main/hosts/web/web-host.ts';
import { ask, askRaw } from '../build/http.ts';
import { memoryApp } from '../build/memory-app.ts';
import { pageFolder } from '../build/page-folder.ts';
import { valueIn } from './open-web-door.ts';

const CANARY = 'the canary that must not be served';

let around: string;
let host: WebHost;

beforeAll(async () => {
  around = await mkdtemp(join(tmpdir(), 'gatehouse-around-'));
  const folder = join(around, 'page');
  const built = await pageFolder();
  await mkdir(join(folder, 'assets', 'deep'), { recursive: true });
  for (const name of ['index.html', 'icon.svg', 'assets/index-Ab3_-9Zq.js']) {
    await link(join(built, name), join(folder, name));
  }
  await writeFile(join(around, 'secret.json'), CANARY);
  await mkdir(join(around, 'outside'));
  await writeFile(join(around, 'outside', 'secret.js'), CANARY);
  await symlink(join(around, 'secret.json'), join(folder, 'link.json'));
  await symlink(join(around, 'outside'), join(folder, 'assets', 'linked'));
  await writeFile(join(folder, '.hidden.json'), CANARY);
  await writeFile(join(folder, 'assets', 'deep', 'notes.txt'), CANARY);
  await writeFile(join(folder, 'assets', 'deep', 'plain.js'), 'export {};\n');
  host = valueIn(await startWebHost({ app: memoryApp(), pageFolder: folder, port: 0, onBug: () => {} }));
  // What is put there after the start is not served either.
  await writeFile(join(folder, 'late.json'), CANARY);
  await rm(built, { recursive: true });
});
afterAll(async () => {
  await host.stop();
  await rm(around, { recursive: true });
});

const ESCAPES = [
  '/../secret.json',
  '/../../../../../../etc/passwd',
  '/assets/../../secret.json',
  '/./index.html',
  '//index.html',
  '/assets//index-Ab3_-9Zq.js',
  '/%2e%2e/secret.json',
  '/%2e%2e%2fsecret.json',
  '/..%2fsecret.json',
  '/%252e%252e%252fsecret.json',
  '/..%5csecret.json',
  '/..\\secret.json',
  '/assets/%2e%2e/%2e%2e/secret.json',
  '/%c0%ae%c0%ae/secret.json',
  '/%u002e%u002e/secret.json',
  '/index.html%00.js',
  '/index%2ehtml',
  '/assets%2findex-Ab3_-9Zq.js',
  '/link.json',
  '/assets/linked/secret.js',
  '/.hidden.json',
  '/assets/deep/notes.txt',
  '/assets/deep/',
  '/assets/deep',
  '/assets',
  '/late.json',
  '/INDEX.HTML',
  '/index.html/',
  '/index.html.map',
  '/package.json',
  '/__proto__',
  '/constructor',
  '/%',
  '/%zz',
  'http://127.0.0.1/index.html',
  '*',
];

describe('files confined to the build folder', () => {
  it.each(ESCAPES)('serves nothing for %o', async (path) => {
    const said = await askRaw(
      host.origin,
      `GET ${path} HTTP/1.1\r\nHost: ${new URL(host.origin).host}\r\nConnection: close\r\n\r\n`,
    );
    expect(said).toMatch(/^HTTP\/1\.1 40[04] /);
    expect(said).not.toContain('canary');
    expect(said).not.toContain('csp-nonce');
    expect(said).not.toContain('root:');
    expect(said).not.toContain(around);
  });

  it.each(['/\u0000index.html', '/index.html\u0000', '/a\u0001b'])(
    'serves nothing for an address with control characters: %o',
    async (path) => {
      const said = await askRaw(
        host.origin,
        `GET ${path} HTTP/1.1\r\nHost: ${new URL(host.origin).host}\r\nConnection: close\r\n\r\n`,
      );
      expect(said).toMatch(/^HTTP\/1\.1 40[04] /);
      expect(said).not.toContain('csp-nonce');
    },
  );

  it.each([
    ['/', 'text/html; charset=utf-8', 'no-store'],
    ['/index.html', 'text/html; charset=utf-8', 'no-store'],
    ['/?theme=dark', 'text/html; charset=utf-8', 'no-store'],
    ['/icon.svg', 'image/svg+xml', 'no-store'],
    ['/assets/deep/plain.js', 'text/javascript; charset=utf-8', 'no-store'],
    ['/assets/index-Ab3_-9Zq.js', 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
  ])('serves %s as %s, kept: %s', async (path, type, cache) => {
    const got = await ask(host.origin, { path });
    expect([got.status, got.headers['content-type'], got.headers['cache-control']]).toEqual([
      200,
      type,
      cache,
    ]);
  });
});

describe('headers on every answer', () => {
  it.each(['/', '/icon.svg', '/session', '/nowhere', '/%zz'])('guards %s', async (path) => {
    const { headers } = await ask(host.origin, { path });
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('server');
  });

  it('puts a fresh nonce of 144 bits into each page and into its policy', async () => {
    const nonces = new Set<string>();
    for (let count = 0; count < 5; count += 1) {
      const got = await ask(host.origin, { path: '/' });
      const nonce = /nonce="([A-Za-z0-9_-]{24})"/.exec(got.text)?.[1] ?? '';
      expect(got.headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`);
      expect(got.text).not.toContain('__CSP_NONCE__');
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(5);
  });
});

describe('a page that cannot be served', () => {
  it('keeps the host from starting, with a problem', async () => {
    const start = (folder: string) =>
      startWebHost({ app: memoryApp(), pageFolder: folder, port: 0, onBug: () => {} });
    expect(await start(join(around, 'nowhere'))).toMatchObject({
      ok: false,
      problem: { code: 'read-failed' },
    });
    expect(await start(join(around, 'outside'))).toMatchObject({
      ok: false,
      problem: { code: 'read-failed' },
    });
  });

  it('is not confused with a port that is taken', async () => {
    const folder = await pageFolder();
    const port = Number(new URL(host.origin).port);
    const reply = await startWebHost({ app: memoryApp(), pageFolder: folder, port, onBug: () => {} });
    expect(reply).toMatchObject({ ok: false, problem: { code: 'unavailable' } });
    await rm(folder, { recursive: true });
  });
});

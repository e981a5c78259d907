import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPageFiles } from '../../main/hosts/page/page-files.ts';
import { pageFolder } from '../build/page-folder.ts';
import { valueIn } from './open-web-door.ts';

let folder: string;

beforeEach(async () => {
  folder = await pageFolder();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the files of the page', () => {
  it('are all that a build makes, each with its kind', async () => {
    for (const name of ['a.css', 'b.woff2', 'c.png', 'd.ico', 'e.json'])
      await writeFile(join(folder, name), name);
    const files = valueIn(await readPageFiles(folder));
    expect([...files].map(([address, { mime }]) => [address, mime])).toEqual([
      ['/a.css', 'text/css; charset=utf-8'],
      ['/assets/index-Ab3_-9Zq.js', 'text/javascript; charset=utf-8'],
      ['/b.woff2', 'font/woff2'],
      ['/c.png', 'image/png'],
      ['/d.ico', 'image/x-icon'],
      ['/e.json', 'application/json; charset=utf-8'],
      ['/icon.svg', 'image/svg+xml'],
      ['/index.html', 'text/html; charset=utf-8'],
    ]);
  });

  it.each([
    ['assets/index-Ab3_-9Zq.js', true],
    ['assets/inter-latin-BcD12345.woff2', true],
    ['assets/index.js', false],
    ['assets/index-Ab3.js', false],
    ['index-Ab3_-9Zq.js', false],
  ])('hold a hash in their name: %s %o', async (name, hashed) => {
    await writeFile(join(folder, name), '');
    expect(valueIn(await readPageFiles(folder)).get(`/${name}`)?.hashed).toBe(hashed);
  });

  it('are none of links, hidden ones, odd names and unknown kinds', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'gatehouse-outside-'));
    await writeFile(join(outside, 'a.js'), 'outside');
    await symlink(join(outside, 'a.js'), join(folder, 'link.js'));
    await symlink(outside, join(folder, 'linked'));
    await symlink(folder, join(folder, 'loop'));
    for (const name of ['.env.json', 'a b.js', 'ä.js', 'map.js.map', 'run.sh', 'noending', '%2e.js']) {
      await writeFile(join(folder, name), 'x');
    }
    await mkdir(join(folder, '.git'));
    await writeFile(join(folder, '.git', 'a.js'), 'x');
    const files = valueIn(await readPageFiles(folder));
    expect([...files.keys()]).toEqual(['/assets/index-Ab3_-9Zq.js', '/icon.svg', '/index.html']);
    await rm(outside, { recursive: true });
  });

  it('must have a page among them that has a place for its nonce', async () => {
    await writeFile(join(folder, 'index.html'), '<head></head>');
    expect(await readPageFiles(folder)).toMatchObject({ ok: false, problem: { code: 'read-failed' } });
    await rm(join(folder, 'index.html'));
    expect(await readPageFiles(folder)).toMatchObject({ ok: false, problem: { code: 'read-failed' } });
  });

  it('must not be more than a page can be', async () => {
    await writeFile(join(folder, 'big.js'), '');
    await truncate(join(folder, 'big.js'), 65 * 1024 * 1024);
    const reply = await readPageFiles(folder);
    expect(reply).toMatchObject({ ok: false, problem: { code: 'read-failed' } });
    expect(JSON.stringify(reply)).toContain('too large');
  });
});

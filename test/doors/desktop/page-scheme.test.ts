import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  answerScheme,
  isOwnAddress,
  PAGE_ORIGIN,
  PAGE_URL,
} from '../../../main/hosts/electron/page-scheme.ts';
import { readPageFiles } from '../../../main/hosts/page/page-files.ts';
import { pageFolder } from '../../build/page-folder.ts';

let folder: string;
let answer: (request: Request) => Response;

beforeAll(async () => {
  folder = await pageFolder();
  const files = await readPageFiles(folder);
  if (!files.ok) throw new Error(files.problem.what);
  let count = 0;
  answer = answerScheme({ files: files.value, connections: 'none', newNonce: () => `nonce${++count}` });
});
afterAll(() => rm(folder, { recursive: true }));

const get = (address: string, init?: RequestInit) => answer(new Request(address, init));

describe('the scheme of the page', () => {
  it.each([PAGE_URL, `${PAGE_ORIGIN}/index.html`, `${PAGE_URL}?again`])(
    'serves the page at %s',
    async (address) => {
      const response = get(address);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(await response.text()).toContain('<!doctype html>');
    },
  );

  it('gives the page a policy that connects to nothing, with a nonce of its own in both', async () => {
    const seen = await Promise.all(
      [get(PAGE_URL), get(PAGE_URL)].map(async (response) => {
        const policy = response.headers.get('content-security-policy') ?? '';
        const [, nonce = ''] = /'nonce-([^']+)'/.exec(policy) ?? [];
        expect(policy).toContain("default-src 'none'");
        expect(policy).toContain("connect-src 'none'");
        expect(policy).not.toContain('unsafe');
        expect(await response.text()).toContain(`nonce="${nonce}"`);
        return nonce;
      }),
    );
    expect(new Set(seen).size).toBe(2);
  });

  it('serves the files of the page with their kinds', () => {
    const script = get(`${PAGE_ORIGIN}/assets/index-Ab3_-9Zq.js`);
    expect(script.status).toBe(200);
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(script.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each([
    ['another host', 'app://elsewhere/index.html'],
    ['a host that only begins like ours', 'app://gatehouse.example/index.html'],
    ['another scheme', 'https://gatehouse/index.html'],
    ['a file outside', `${PAGE_ORIGIN}/../package.json`],
    ['an encoded way out', `${PAGE_ORIGIN}/assets/%2e%2e%2f%2e%2e%2fpackage.json`],
    ['a folder', `${PAGE_ORIGIN}/assets/`],
    ['no such file', `${PAGE_ORIGIN}/missing.js`],
  ])('has nothing for %s', async (_name, address) => {
    const response = get(address);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
  });

  it('answers nothing but GET', () => {
    expect(get(PAGE_URL, { method: 'POST', body: 'x' }).status).toBe(404);
    expect(get(PAGE_URL, { method: 'DELETE' }).status).toBe(404);
  });

  it.each([
    [PAGE_URL, true],
    [`${PAGE_ORIGIN}/assets/x.js`, true],
    [PAGE_ORIGIN, false],
    ['app://gatehouse.example/', false],
    ['app://gatehouse@example.com/', false],
    ['APP://GATEHOUSE/', false],
    ['https://example.com/?app://gatehouse/', false],
    ['file:///etc/passwd', false],
    ['devtools://devtools/bundled/inspector.html', false],
    ['data:text/html,x', false],
    ['', false],
  ])('owns %s: %s', (address, owned) => {
    expect(isOwnAddress(address)).toBe(owned);
  });
});

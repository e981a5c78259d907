import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A built page in a temp folder, as small as one can be. */
export async function pageFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-page-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(
    join(folder, 'index.html'),
    '<!doctype html><head><meta name="csp-nonce" nonce="__CSP_NONCE__"></head><script src="./assets/index-Ab3_-9Zq.js"></script>\n',
  );
  await writeFile(join(folder, 'assets', 'index-Ab3_-9Zq.js'), 'export {};\n');
  await writeFile(join(folder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>\n');
  return folder;
}

import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runCli } from '../../build/command-line.ts';

let home = '';

beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'gatehouse-home-')));
  vi.stubEnv('HOME', home);
  for (const name of [
    'SYFTBOX_FOLDER',
    'SYFTBOX_EMAIL',
    'SYFTBOX_CONFIG_PATH',
    'SYFTBOX_CLIENT_CONFIG_PATH',
  ]) {
    vi.stubEnv(name, undefined);
  }
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true, force: true });
});

function datasite(box: string, owner: string): string {
  mkdirSync(join(home, box, owner, 'app_data', 'job', 'inbox', 'ana@uni.example', 'count'), {
    recursive: true,
  });
  return join(home, box);
}

const list = async (...args: readonly string[]) => {
  const { code, out, err } = await runCli(['list', '--json', ...args]);
  return code === 0 ? JSON.parse(out).map((job: { id: string }) => job.id) : JSON.parse(err);
};

describe('without --box', () => {
  it('the only datasite of the machine is meant', async () => {
    datasite('SyftBox_me@lab.org', 'me@lab.org');
    expect(await list()).toEqual(['me@lab.org/ana@uni.example/count']);
  });

  it('the environment is asked', async () => {
    vi.stubEnv('SYFTBOX_FOLDER', datasite('elsewhere', 'me@lab.org'));
    expect(await list()).toEqual(['me@lab.org/ana@uni.example/count']);
  });

  it('none found is a problem', async () => {
    expect(await list()).toMatchObject({ code: 'no-datasite', next: 'Name its folder with --box.' });
  });

  it('several found are a problem that names them all', async () => {
    const boxes = ['me@lab.org', 'you@lab.org'].map((owner) => ({
      box: datasite(`SyftBox_${owner}`, owner),
      owner,
    }));
    expect(await list()).toMatchObject({ code: 'several-datasites', details: { datasites: boxes } });
    expect(await list('--owner', 'nobody@lab.org')).toMatchObject({
      code: 'no-datasite',
      what: 'No datasite of nobody@lab.org was found on this machine.',
    });
  });

  it.each(['you@lab.org', 'You@Lab.org'])('--owner %s says which of several is meant', async (owner) => {
    for (const name of ['me@lab.org', 'you@lab.org']) datasite(`SyftBox_${name}`, name);
    expect(await list('--owner', owner)).toEqual(['you@lab.org/ana@uni.example/count']);
  });

  it('--owner means the exact spelling first', async () => {
    for (const name of ['me@lab.org', 'Me@lab.org']) datasite(`SyftBox_${name}`, name);
    expect(await list('--owner', 'Me@lab.org')).toEqual(['Me@lab.org/ana@uni.example/count']);
    expect(await list('--owner', 'ME@lab.org')).toMatchObject({ code: 'several-datasites' });
  });
});

describe('with --box', () => {
  it('no other place is looked at', async () => {
    datasite('SyftBox_me@lab.org', 'me@lab.org');
    expect(await list('--box', datasite('other', 'you@lab.org'))).toEqual([
      'you@lab.org/ana@uni.example/count',
    ]);
  });

  it('the owner must be said where several have a datasite in it', async () => {
    const box = datasite('box', 'me@lab.org');
    datasite('box', 'you@lab.org');
    expect(await list('--box', box)).toMatchObject({
      code: 'several-datasites',
      details: { datasites: [{ owner: 'me@lab.org' }, { owner: 'you@lab.org' }] },
    });
    expect(await list('--box', box, '--owner', 'YOU@lab.org')).toHaveLength(2);
  });

  it.each([
    ['a folder that is not there', 'nowhere', 'datasite-unavailable'],
    ['a folder without any datasite', '.', 'no-datasite'],
  ])('%s is a problem', async (_what, box, code) => {
    expect(await list('--box', join(home, box))).toMatchObject({ code });
  });

  it('a datasite of that owner that is not there, or a link, is a problem', async () => {
    const box = datasite('box', 'me@lab.org');
    expect(await list('--box', box, '--owner', 'you@lab.org')).toMatchObject({ code: 'no-datasite' });
    symlinkSync(join(box, 'me@lab.org'), join(box, 'you@lab.org'));
    expect(await list('--box', box, '--owner', 'you@lab.org')).toMatchObject({
      code: 'datasite-unavailable',
    });
    expect(await list('--box', box, '--owner', '../box/me@lab.org')).toMatchObject({ code: 'no-datasite' });
  });
});

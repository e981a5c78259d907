import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findDatasites } from '../../../main/disk/datasites/find-datasites.ts';
import { resolveDatasite } from '../../../main/disk/datasites/resolve-datasite.ts';
import { copyFixture, stateText } from '../../build/syft-box.ts';

const OWNER = 'owner@lab.org';

let home: string;

beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'gatehouse-home-')));
});

afterEach(() => rmSync(home, { recursive: true, force: true }));

const at = (...names: readonly string[]) => join(home, ...names);
const make = (...names: readonly string[]) => mkdirSync(at(...names), { recursive: true });
const find = (env: Record<string, string> = {}) => findDatasites({ env, home });

function write(path: string, content: unknown): string {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), typeof content === 'string' ? content : JSON.stringify(content));
  return at(path);
}

function addJob(root: string, name: string, status: string | null): void {
  make(root, 'app_data', 'job', 'inbox', 'alice@uni.edu', name);
  if (status !== null) {
    write(join(root, 'app_data', 'job', 'review', 'alice@uni.edu', name, 'state.yaml'), stateText(status));
  }
}

describe('findDatasites', () => {
  it('finds nothing on a bare machine', async () => {
    expect(await find()).toEqual([]);
    expect(await findDatasites({ env: {}, home: at('gone') })).toEqual([]);
  });

  it('looks in ~/SyftBox', async () => {
    make('SyftBox', OWNER);
    expect(await find()).toEqual([
      { box: at('SyftBox'), owner: OWNER, foundBy: 'usual folder ~/SyftBox', waiting: 0 },
    ]);
  });

  it('looks in the daemon’s layout', async () => {
    make('SyftBox', 'datasites', OWNER);
    make('SyftBox', 'apps');
    expect(await find()).toMatchObject([{ box: at('SyftBox'), owner: OWNER }]);
  });

  it('looks in folders named after their owner, and leaves out the peers in them', async () => {
    make(`SyftBox_${OWNER}`, OWNER);
    make(`SyftBox_${OWNER}`, 'alice@uni.edu', 'app_data');
    make('SyftBox_other@x.org');
    make('SyftBox_backup', 'b@x.org');
    expect(await find()).toEqual([
      { box: at(`SyftBox_${OWNER}`), owner: OWNER, foundBy: `usual folder ~/SyftBox_${OWNER}`, waiting: 0 },
    ]);
  });

  it('follows SYFTBOX_FOLDER, and SYFTBOX_EMAIL where it says whose it is', async () => {
    make('box', OWNER, 'app_data');
    make('box', 'alice@uni.edu', 'app_data');
    const env = { SYFTBOX_FOLDER: at('box') };
    expect((await find(env)).map(({ owner }) => owner)).toEqual(['alice@uni.edu', OWNER]);
    expect(await find({ ...env, SYFTBOX_EMAIL: OWNER })).toEqual([
      { box: at('box'), owner: OWNER, foundBy: 'environment variable SYFTBOX_FOLDER', waiting: 0 },
    ]);
  });

  it.each(['SYFTBOX_CONFIG_PATH', 'SYFTBOX_CLIENT_CONFIG_PATH'])('follows %s', async (variable) => {
    make('data', 'datasites', OWNER);
    const config = write('etc/config.json', { data_dir: at('data'), email: OWNER });
    expect(await find({ [variable]: config })).toEqual([
      { box: at('data'), owner: OWNER, foundBy: `environment variable ${variable}`, waiting: 0 },
    ]);
  });

  it('reads the settings in ~/.syftbox, under either name and with either key', async () => {
    make('data', 'datasites', OWNER);
    const expected = [
      { box: at('data'), owner: OWNER, foundBy: 'SyftBox settings (~/.syftbox)', waiting: 0 },
    ];
    write('.syftbox/config.json', { data_dir: at('data'), email: OWNER, unknown: { a: [1] } });
    expect(await find()).toEqual(expected);
    rmSync(at('.syftbox', 'config.json'));
    write('.syftbox/client_config.json', { sync_folder: at('data'), email: OWNER, port: 8080 });
    expect(await find()).toEqual(expected);
    write('.syftbox/client_config.json', { data_dir: '~/data', email: OWNER });
    expect(await find()).toEqual(expected);
  });

  it('matches the address whatever its case, and gives it as the folder spells it', async () => {
    make('data', 'datasites', 'Owner@Lab.org');
    write('.syftbox/config.json', { data_dir: at('data'), email: 'owner@lab.org' });
    expect(await find()).toMatchObject([{ owner: 'Owner@Lab.org' }]);
  });

  it('never gives away what else a config holds', async () => {
    make('data', 'datasites', OWNER);
    const secrets = {
      client_token: 'secret-one',
      refresh_token: 'secret-two',
      server_url: 'https://secret.example',
    };
    write('.syftbox/config.json', { data_dir: at('data'), email: OWNER, ...secrets });
    expect(JSON.stringify(await find())).not.toContain('secret');
  });

  it.each<[string, string]>([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['null', 'null'],
    ['no folder', '{"email":"owner@lab.org"}'],
    ['a folder that is a number', '{"data_dir":5}'],
    ['an empty folder name', '{"data_dir":""}'],
    ['a folder that is gone', '{"data_dir":"/nowhere/at/all","email":"owner@lab.org"}'],
    ['an owner who is not there', '{"data_dir":"~/SyftBox","email":"nobody@x.org"}'],
    ['too much', `{"data_dir":"~/SyftBox","x":"${'x'.repeat(70_000)}"}`],
    ['a folder from its prototype', '{"__proto__":{"data_dir":"~/SyftBox"}}'],
  ])('is not put off by a config with %s', async (_, text) => {
    make('SyftBox', OWNER);
    write('.syftbox/config.json', text);
    expect(await find()).toEqual([
      { box: at('SyftBox'), owner: OWNER, foundBy: 'usual folder ~/SyftBox', waiting: 0 },
    ]);
  });

  it('names each datasite once, by the first lead', async () => {
    make('SyftBox', OWNER);
    write('.syftbox/config.json', { data_dir: at('SyftBox'), email: OWNER });
    symlinkSync(at('SyftBox'), at(`SyftBox_${OWNER}`));
    expect(await find({ SYFTBOX_FOLDER: at('SyftBox') })).toEqual([
      { box: at('SyftBox'), owner: OWNER, foundBy: 'environment variable SYFTBOX_FOLDER', waiting: 0 },
    ]);
  });

  it('leaves out peers without any data, unless all are new', async () => {
    make('SyftBox', OWNER);
    make('SyftBox', 'alice@uni.edu');
    expect((await find()).map(({ owner }) => owner)).toEqual(['alice@uni.edu', OWNER]);
    make('SyftBox', OWNER, 'app_data');
    expect((await find()).map(({ owner }) => owner)).toEqual([OWNER]);
  });

  it('does not follow links to datasites', async () => {
    make('elsewhere');
    make('SyftBox');
    symlinkSync(at('elsewhere'), at('SyftBox', OWNER));
    expect(await find()).toEqual([]);
  });

  it('counts the jobs that wait', async () => {
    const root = join('SyftBox', OWNER);
    addJob(root, 'new', null);
    addJob(root, 'pending', 'pending');
    addJob(root, 'broken', 'nonsense');
    for (const status of ['approved', 'running', 'rejected', 'done', 'failed']) addJob(root, status, status);
    addJob(join('SyftBox', 'peer@x.org'), 'theirs', 'pending');
    expect((await find()).map(({ owner, waiting }) => [owner, waiting])).toEqual([
      [OWNER, 3],
      ['peer@x.org', 1],
    ]);
  });

  it('counts those of the fixture', async () => {
    const box = copyFixture('syft-job');
    const found = await find({ SYFTBOX_FOLDER: box });
    expect(found.map(({ owner, waiting }) => [owner, waiting])).toEqual([
      [OWNER, 24],
      ['peer.owner@other.org', 0],
    ]);
    rmSync(box, { recursive: true });
  });

  it('finds only what can then be opened', async () => {
    make('SyftBox', OWNER);
    make('SyftBox', 'datasites', OWNER);
    make(`SyftBox_${OWNER}`, 'datasites', OWNER);
    const found = await find();
    expect(found).toHaveLength(3);
    const folders = await Promise.all(found.map((one) => resolveDatasite(one)));
    expect(folders.map((reply) => reply.ok && reply.value.folder)).toEqual([
      at('SyftBox', OWNER),
      at('SyftBox', 'datasites', OWNER),
      at(`SyftBox_${OWNER}`, 'datasites', OWNER),
    ]);
  });
});

import { describe, expect, test } from 'vitest';
import { parentOf, rowsOf, wayTo } from '../../../renderer/store/permissions/folder-rows.ts';
import { createFolders, type Folders } from '../../../renderer/store/permissions/folders.ts';
import { done, refused } from '../../../shared/terms/problem.ts';
import { folderAccessView } from '../../build/permission-answers.ts';
import { ready } from '../screen/wired.ts';
import { datasite } from './datasite.ts';

const INBOX = 'app_data/job/inbox';
const ANA = `${INBOX}/ana@lab.example`;

const opened = async (given = {}) => {
  const all = await ready({ ...datasite(), ...given });
  const folders = createFolders(all.client);
  await folders.reload();
  return { ...all, folders };
};
const shown = ({ state }: Folders) => state.getState().rows.map((row) => row.folder.path);
const chosen = ({ state }: Folders) => state.getState().chosen;

describe('lines of the tree', () => {
  test('are the datasite and what lies directly in it', async () => {
    const { folders } = await opened();
    expect(shown(folders)).toEqual(['', 'app_data', 'public']);
    expect(
      folders.state
        .getState()
        .rows.map(({ level, place, siblings, state }) => [level, place, siblings, state]),
    ).toEqual([
      [1, 1, 1, 'open'],
      [2, 1, 2, 'closed'],
      [2, 2, 2, 'leaf'],
    ]);
  });

  test('are none before anything is known', () => {
    expect(rowsOf(new Map(), new Set(['']))).toEqual([]);
    expect(rowsOf(new Map([['', { kind: 'reading' }]]), new Set(['']))).toEqual([]);
  });

  test('say below an open folder what cannot be listed', () => {
    const problem = { code: 'read-failed', what: 'No.', next: 'Wait.' } as const;
    const child = (path: string) => folderAccessView({ path, name: path, folders: 1 });
    const root = { kind: 'read', folder: child(''), children: [child('a'), child('b'), child('c')] } as const;
    const rows = rowsOf(
      new Map([
        ['', { ...root, more: true }],
        ['a', { kind: 'reading' }],
        ['b', { kind: 'refused', problem }],
      ]),
      new Set(['', 'a', 'b']),
    );
    expect(rows.map((row) => row.note)).toEqual(['more', 'reading', problem, null]);
  });
});

test.each([
  ['', null, ['']],
  ['a', '', ['', 'a']],
  ['a/b', 'a', ['', 'a', 'a/b']],
])('%j lies in %j, and the way there is %j', (path, parent, way) => {
  expect(parentOf(path)).toBe(parent);
  expect(wayTo(path)).toEqual(way);
});

describe('opening', () => {
  test('reads a folder once, and walks through folders that hold one folder only', async () => {
    const { folders, asked } = await opened();
    await folders.open('app_data');
    expect(shown(folders)).toEqual([
      '',
      'app_data',
      'app_data/job',
      INBOX,
      ANA,
      `${INBOX}/bob@lab.example`,
      'public',
    ]);
    folders.close('app_data');
    expect(shown(folders)).toEqual(['', 'app_data', 'public']);
    const before = asked('permissions.folder').length;
    await folders.open('app_data');
    expect(asked('permissions.folder')).toHaveLength(before);
    expect(shown(folders)).toContain(ANA);
  });

  test('walks through no more than a few folders at once', async () => {
    const names = Array.from({ length: 40 }, (_, at) => Array.from({ length: at + 1 }, () => 'x').join('/'));
    const { folders } = await opened(datasite(Object.fromEntries(['', ...names].map((name) => [name, {}]))));
    expect(shown(folders)).toHaveLength(10);
  });

  test('what cannot be read says so, and is tried again when opened anew', async () => {
    let fails = true;
    const plain = datasite()['permissions.folder'];
    const { folders } = await opened({
      'permissions.folder': async (input: { path: string }) =>
        input.path === 'app_data' && fails ? refused('read-failed', 'It is closed.', 'Wait.') : plain(input),
    });
    await folders.open('app_data');
    expect(folders.state.getState().rows[1]?.note).toMatchObject({ what: 'It is closed.' });
    fails = false;
    await folders.open('app_data');
    expect(shown(folders)).toContain(INBOX);
  });

  test('unfolds as many folders as there is room for, the upper ones first', async () => {
    const names = Array.from({ length: 19 }, (_, at) => `c/${at}`);
    const many = Object.fromEntries(names.map((name) => [name, {}]));
    const tree = { '': {}, a: {}, 'a/1': {}, 'a/1/2': {}, 'a/1/2/3': {}, 'a/1/2/3/4': {}, b: {}, c: {} };
    const roomy = await opened(datasite(tree));
    await roomy.folders.unfold();
    expect(shown(roomy.folders)).toEqual(['', 'a', 'a/1', 'a/1/2', 'a/1/2/3', 'a/1/2/3/4', 'b', 'c']);
    const full = await opened(datasite({ ...tree, ...many }));
    await full.folders.unfold();
    expect(shown(full.folders)).toEqual(['', 'a', 'a/1', 'a/1/2', 'a/1/2/3', 'a/1/2/3/4', 'b', 'c']);
  });

  test('reading afresh asks for what is open, and shows what is there now', async () => {
    let summary = 'only you';
    const { folders, asked } = await opened({
      'permissions.folder': async ({ path }: { path: string }) =>
        done({ folder: folderAccessView({ path, summary }), children: [], more: false }),
    });
    summary = 'anyone can read';
    await folders.reload();
    expect(folders.state.getState().rows[0]?.folder.summary).toBe('anyone can read');
    expect(asked('permissions.folder')).toEqual([{ path: '' }, { path: '' }]);
  });

  test('what comes after everything was forgotten is not shown', async () => {
    const all = await ready(datasite());
    const folders = createFolders(all.client);
    const reading = folders.reload();
    folders.forget();
    await reading;
    expect(shown(folders)).toEqual([]);
  });
});

describe('keys', () => {
  test('walk down and up and stop at both ends', async () => {
    const { folders } = await opened();
    folders.step(1);
    expect(chosen(folders)).toBe('');
    folders.step(1);
    folders.step(9);
    expect(chosen(folders)).toBe('public');
    folders.step(-9);
    expect(chosen(folders)).toBe('');
  });

  test('go into a folder and out of it again', async () => {
    const { folders } = await opened();
    folders.choose('app_data');
    folders.enter();
    await expect.poll(() => shown(folders)).toContain(ANA);
    folders.enter();
    expect(chosen(folders)).toBe('app_data/job');
    folders.leave();
    expect(shown(folders)).not.toContain(INBOX);
    folders.leave();
    expect(chosen(folders)).toBe('app_data');
    folders.choose('public');
    folders.enter();
    expect(chosen(folders)).toBe('public');
    folders.leave();
    expect(chosen(folders)).toBe('');
    folders.leave();
    folders.leave();
    expect(chosen(folders)).toBe('');
    expect(shown(folders)).toEqual(['']);
  });

  test('closing a folder chooses it where something in it was chosen', async () => {
    const { folders } = await opened();
    await folders.reveal(ANA);
    folders.close('app_data');
    expect(chosen(folders)).toBe('app_data');
    folders.choose('public');
    folders.close('app_data');
    expect(chosen(folders)).toBe('public');
  });
});

describe('revealing', () => {
  test.each([
    [ANA, ANA],
    ['', ''],
    [`${INBOX}/nobody`, INBOX],
    ['public/a.csv', 'public'],
  ])('%j opens the way and chooses %j', async (path, last) => {
    const { folders } = await opened();
    await folders.reveal(path);
    expect(chosen(folders)).toBe(last);
    expect(shown(folders)).toContain(last);
  });

  test('works before anything was read', async () => {
    const all = await ready(datasite());
    const folders = createFolders(all.client);
    await folders.reveal(ANA);
    expect(chosen(folders)).toBe(ANA);
  });
});

// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { done, refused } from '../../../shared/terms/problem.ts';
import type { AccessAnswerView, PermissionFinding } from '../../../shared/view/permissions.ts';
import { all, said, the } from '../screen/find.ts';
import { jobs } from '../screen/jobs.ts';
import { page } from '../screen/page.tsx';
import { datasite } from './datasite.ts';

const opened = async (given = {}) => {
  const view = await page({ ...jobs([]), ...datasite(), ...given });
  await view.press('g');
  await view.press('p');
  return view;
};
const items = () => all('treeitem').map((item) => said(item));
const finding = (given: Partial<PermissionFinding> = {}): PermissionFinding => ({
  code: 'anyone-may-write',
  path: 'public',
  text: 'Anyone may write public/**.',
  ...given,
});
const finds = (findings: readonly PermissionFinding[], more = false) => ({
  'permissions.findings': async () => done({ findings: [...findings], more }),
});

describe('what to look at first', () => {
  test('is said to be nothing where there is nothing', async () => {
    await opened();
    expect(said(the('main'))).toContain('Nothing to look at first. Every rule file loads');
  });

  test('stands above all, each with its kind and the way to its folder', async () => {
    const broken = finding({
      code: 'rule-file-broken',
      path: 'app_data/job/inbox/bob@lab.example/syft.pub.yaml',
      text: 'It does not load.',
    });
    const view = await opened(finds([finding(), broken], true));
    const box = the('region', 'Look at these first');
    expect(said(box)).toBe(
      'Look at these first · 2anyone can writeAnyone may write public/**.Showdoes not loadIt does not load.Show' +
        'There are more; mend these first.',
    );
    await view.click(the('button', 'Show app_data/job/inbox/bob@lab.example in Permissions', box));
    expect(the('textbox', 'Folder or file')).toHaveProperty('value', 'app_data/job/inbox/bob@lab.example/');
    expect(said(the('treeitem', /^bob@lab.example/))).toContain('rules do not load');
    expect(the('treeitem', /^bob@lab.example/).getAttribute('aria-selected')).toBe('true');
  });

  test('says why it cannot be told', async () => {
    await opened({
      'permissions.findings': async () => refused('read-failed', 'The disk is gone.', 'Plug it in.'),
    });
    expect(said(the('alert'))).toBe('The disk is gone. Plug it in.');
  });
});

describe('the tree', () => {
  test('names the datasite by its owner, each folder with what its rules mean', async () => {
    await opened();
    expect(items()).toEqual([
      'owner@example.orgonly you',
      'app_dataonly you',
      'jobonly you',
      'inboxonly you',
      'ana@lab.exampleyou and ana@lab.example can write',
      'bob@lab.examplerules do not loadonly you',
      'publicanyone can read',
    ]);
    const root = the('treeitem', /^owner/);
    expect(
      ['level', 'posinset', 'setsize', 'expanded'].map((name) => root.getAttribute(`aria-${name}`)),
    ).toEqual(['1', '1', '1', 'true']);
    expect(the('treeitem', /^public/).getAttribute('aria-expanded')).toBeNull();
    expect(the('treeitem', /^public/).getAttribute('aria-description')).toBe('A rule file lies here');
  });

  test('is walked by keys, and the question follows', async () => {
    const view = await opened();
    const tree = the('tree', 'Folders of your datasite');
    await view.does(() => tree.focus());
    await view.press('ArrowDown');
    await view.press('ArrowDown');
    await view.press('ArrowLeft');
    expect(items()).toHaveLength(3);
    await view.press('ArrowRight');
    expect(items()).toHaveLength(7);
    await view.press('End');
    expect(the('textbox', 'Folder or file')).toHaveProperty('value', 'public/');
    expect(tree.getAttribute('aria-activedescendant')).toBe(the('treeitem', /^public/).id);
    await view.press('Home');
    expect(the('textbox', 'Folder or file')).toHaveProperty('value', '/');
    await view.press('ArrowLeft');
    expect(items()).toHaveLength(1);
    await view.press('x');
    expect(items()).toHaveLength(1);
  });

  test('opens at its arrows and on a double click', async () => {
    const view = await opened();
    const toggle = the('treeitem', /^app_data/).querySelector('.folder-toggle');
    if (toggle === null) throw new Error('No toggle.');
    await view.click(toggle);
    expect(items()).toHaveLength(3);
    await view.does(() =>
      the('treeitem', /^app_data/).dispatchEvent(new MouseEvent('dblclick', { bubbles: true })),
    );
    expect(items()).toHaveLength(7);
  });

  test('says why it cannot be shown', async () => {
    await opened({
      'permissions.folder': async () => refused('read-failed', 'The rules cannot be read.', 'Try again.'),
    });
    expect(said(the('alert'))).toBe('The rules cannot be read. Try again.');
  });
});

const STEPS: AccessAnswerView['trail'] = [
  { code: 'file-governs', file: 'public/syft.pub.yaml', pattern: null, sentence: 'That file decides.' },
  { code: 'rule-omits-user', file: 'public/syft.pub.yaml', pattern: '**', sentence: 'Only ana is named.' },
  { code: 'rule-not-asked', file: 'public/syft.pub.yaml', pattern: '*', sentence: 'Not asked.' },
];
const answers = (given: Partial<AccessAnswerView>) => ({
  'permissions.explain': async (query: Pick<AccessAnswerView, 'user' | 'path' | 'level'>) =>
    done({
      ...query,
      allowed: false,
      governing: 'public/syft.pub.yaml',
      matched: '**',
      sentence: 'All of it.',
      trail: [...STEPS],
      ...given,
    }),
});

describe('the answer', () => {
  const ask = async (given = {}) => {
    const view = await opened(given);
    await view.type(the('combobox', 'Person'), 'bob@lab.example');
    await view.click(the('treeitem', /^public/));
    return view;
  };

  test('says what is missing for a question', async () => {
    const view = await opened();
    const empty = () => said(the('region', 'May they?'));
    expect(empty()).toContain('Write the person’s whole address');
    await view.type(the('combobox', 'Person'), '*@lab.example');
    expect(empty()).toContain('this stands for many');
    await view.type(the('combobox', 'Person'), 'bob@lab.example');
    expect(empty()).toContain('Now choose a folder in the tree');
  });

  test('is no, with the reason and every step, the one that decided marked', async () => {
    await ask(answers({}));
    expect(said(the('region', 'Answer'))).toBe(
      'Nobob@lab.example may not write in public/.Only ana is named.Grant…',
    );
    const steps = all('listitem', undefined, the('region', 'How this was decided'));
    expect(steps.map((step) => said(step))).toEqual([
      'That file decides.',
      'Only ana is named.decides',
      'Not asked.',
    ]);
  });

  test('is yes, and then access can be taken away', async () => {
    await ask(answers({ allowed: true }));
    expect(said(the('region', 'Answer'))).toMatch(/^Yesbob@lab.example may write in public\/\./);
    expect(all('button', 'Revoke…')).toHaveLength(1);
    expect(all('button', 'Grant…')).toEqual([]);
  });

  test.each([
    ['Read', 'public/a.csv', 'bob@lab.example may not read public/a.csv.'],
    ['Administer', 'public/', 'bob@lab.example may not change the rules of public/.'],
    ['Write', '/', 'bob@lab.example may not write in your datasite.'],
  ])('to %s %s is a plain sentence', async (level, path, sentence) => {
    const view = await ask(answers({}));
    await view.click(the('radio', level));
    await view.type(the('textbox', 'Folder or file'), path);
    expect(said(the('region', 'Answer'))).toContain(sentence);
  });

  test('about the owner offers no change', async () => {
    const trail = [{ code: 'owner', file: null, pattern: null, sentence: 'It is theirs.' }];
    await ask(answers({ allowed: true, trail }));
    expect(all('button', /^(Grant|Revoke)/)).toEqual([]);
  });

  test('says main’s own sentence where no step decides', async () => {
    await ask(answers({ trail: [] }));
    expect(said(the('region', 'Answer'))).toContain('All of it.');
  });

  test('that cannot be given says why', async () => {
    await ask({ 'permissions.explain': async () => refused('read-failed', 'Unreadable.', 'Wait.') });
    expect(said(the('alert'))).toBe('Unreadable. Wait.');
  });

  test('is spoken, but not while an address is being typed', async () => {
    const view = await opened(answers({}));
    const person = the('combobox', 'Person');
    const spoken = () => said(document.querySelector('[role=status][aria-live]') ?? undefined);
    await view.type(the('textbox', 'Folder or file'), 'public/');
    await view.does(() => person.focus());
    await view.type(person, 'bob@lab.example');
    expect(spoken()).toBe('');
    await view.click(the('radio', 'Read'));
    expect(spoken()).toBe('No. bob@lab.example may not read what lies in public/. Only ana is named.');
  });
});

describe('everything they can reach', () => {
  const rows = [
    { path: 'public/**', reach: 'read', why: 'Everyone is named.' },
    { path: '**', reach: 'admin', why: 'They are named.' },
  ] as const;
  const reach = async (given = {}, user = 'bob@lab.example') => {
    const view = await opened({
      'permissions.reach': async () => done({ rows: [...rows], more: true }),
      ...given,
    });
    await view.type(the('combobox', 'Person'), user);
    await view.click(the('tab', 'Everything they can reach'));
    return view;
  };

  test('is listed with how far and why, and leads to the question about it', async () => {
    const view = await reach();
    const lines = all('listitem', undefined, the('list', 'Everything this person can reach'));
    expect(lines.map((line) => said(line))).toEqual([
      'public/**can readEveryone is named.',
      '**can read, write and change rulesThey are named.',
    ]);
    expect(said(the('main'))).toContain('There is more than is listed here.');
    await view.click(the('button', 'public/**'));
    expect(view.asked('permissions.explain').at(-1)).toEqual({
      user: 'bob@lab.example',
      level: 'read',
      path: 'public/__any__',
    });
    expect(the('tab', 'One folder or file').getAttribute('aria-selected')).toBe('true');
  });

  test('may be nothing', async () => {
    await reach({ 'permissions.reach': async () => done({ rows: [], more: false }) });
    expect(said(the('main'))).toContain('No rule gives this person anything');
  });

  test('needs one person', async () => {
    await reach({}, '*');
    expect(said(the('main'))).toContain('Write one person’s whole address');
  });

  test('says why it cannot be told', async () => {
    await reach({
      'permissions.reach': async () => refused('bad-request', 'No such person.', 'Write it out.'),
    });
    expect(said(the('alert'))).toBe('No such person. Write it out.');
  });
});

test('everything is read again when asked to, and when the window is looked at again', async () => {
  const view = await opened();
  const times = () => view.asked('permissions.findings').length;
  expect(times()).toBe(1);
  await view.click(the('button', 'Read again'));
  expect(times()).toBe(2);
  await view.does(() => window.dispatchEvent(new Event('focus')));
  expect(times()).toBe(3);
  await view.press('g');
  await view.press('i');
  await view.does(() => window.dispatchEvent(new Event('focus')));
  expect(times()).toBe(3);
  await view.press('g');
  await view.press('p');
  expect(times()).toBe(4);
});

test('without a connection nothing can be asked or changed', async () => {
  const view = await opened();
  await view.becomes({ is: 'down' });
  for (const role of ['tree', 'combobox', 'radio', 'textbox', 'button']) expect(all(role)).toEqual([]);
  await view.becomes({ is: 'up' });
  expect(all('tree')).toHaveLength(1);
  expect(view.asked('permissions.findings')).toHaveLength(2);
});

// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { done, refused } from '../../../shared/terms/problem.ts';
import { editPreviewView } from '../../build/permission-answers.ts';
import { all, said, the } from '../screen/find.ts';
import { jobs } from '../screen/jobs.ts';
import { page } from '../screen/page.tsx';
import { datasite } from './datasite.ts';

const opened = async (given = {}, button = 'Grant…', user = 'bob@lab.example') => {
  const view = await page({ ...jobs([]), ...datasite(), ...given });
  await view.click(the('button', 'Permissions'));
  await view.type(the('combobox', 'Person'), user);
  await view.click(the('treeitem', /^public/));
  await view.click(the('button', button));
  return view;
};
const rows = () =>
  [...the('dialog').querySelectorAll('.access-table tbody tr')].map((row) =>
    [...row.children].map((cell) => said(cell)),
  );
const diff = () => [...the('dialog').querySelectorAll('.small-diff code')].map((line) => line.textContent);
const confirm = (name: string) => the('button', name, the('dialog'));

describe('granting', () => {
  test('begins with what the question was about', async () => {
    const view = await opened();
    expect(view.asked('permissions.preview')).toEqual([
      { kind: 'grant', user: 'bob@lab.example', level: 'write', path: 'public/' },
    ]);
    expect(the('dialog', 'Grant access')).toBeDefined();
    expect(the('radio', 'Write', the('dialog'))).toHaveProperty('checked', true);
  });

  test('shows what changes for whom and which lines, then writes exactly that', async () => {
    const before = 'rules:\n- access:\n    write: []\n  pattern: "**"\nterminal: false\n';
    const after = before.replace('[]', '\n    - bob@lab.example');
    const preview = editPreviewView({
      before,
      after,
      effects: [
        { who: 'bob@lab.example', before: 'none', after: 'write' },
        { who: '*@lab.example', before: 'read', after: 'admin' },
      ],
    });
    const view = await opened({ 'permissions.preview': async () => done(preview) });
    expect(rows()).toEqual([
      ['bob@lab.example', 'no access', 'can read and write'],
      ['anyone at lab.example', 'can read', 'can read, write and change rules'],
    ]);
    expect(diff()).toEqual([
      ' rules:',
      ' - access:',
      '-    write: []',
      '+    write: ',
      '+    - bob@lab.example',
      '   pattern: "**"',
      ' terminal: false',
    ]);
    expect(said(the('dialog'))).toContain('Lets bob@lab.example read and write everything in public/.');
    expect(said(the('dialog'))).toContain('The rule file public/syft.pub.yaml');
    expect(said(the('dialog'))).not.toContain('new file');
    await view.click(confirm('Grant'));
    expect(view.asked('permissions.edit')).toEqual([
      { kind: 'grant', user: 'bob@lab.example', level: 'write', path: 'public/', before },
    ]);
    expect(all('dialog')).toEqual([]);
    expect(said(the('main'))).toContain('Granted write to bob@lab.example on public/.');
    expect(view.asked('permissions.folder').length).toBeGreaterThan(1);
    await view.click(the('button', 'Dismiss'));
    expect(said(the('main'))).not.toContain('Granted');
  });

  test('says when the file is new and when nothing changes for anybody', async () => {
    await opened({ 'permissions.preview': async () => done(editPreviewView({ effects: [] })) });
    expect(said(the('dialog'))).toContain('public/syft.pub.yaml new file');
    expect(said(the('dialog'))).toContain('Nothing changes for anybody');
  });

  test('says when not even the text changes', async () => {
    const text = 'rules: []\n';
    await opened({ 'permissions.preview': async () => done(editPreviewView({ before: text, after: text })) });
    expect(said(the('dialog'))).toContain('The text stays as it is.');
  });

  test('waits until person and path are there', async () => {
    const view = await opened({}, 'Grant…', '');
    expect(said(the('dialog'))).toContain('Fill in person and path');
    expect(confirm('Grant').getAttribute('aria-disabled')).toBe('true');
    await view.click(confirm('Grant'));
    expect(view.asked('permissions.edit')).toEqual([]);
    await view.type(the('combobox', 'Person', the('dialog')), '*');
    expect(confirm('Grant').getAttribute('aria-disabled')).toBe('false');
    expect(rows()).toEqual([['ana@lab.example', 'no access', 'can read']]);
  });

  test('can be thought over', async () => {
    const view = await opened();
    await view.click(the('button', 'Cancel'));
    expect(all('dialog')).toEqual([]);
    expect(view.asked('permissions.edit')).toEqual([]);
  });
});

describe('a refusal', () => {
  const details = {
    people: ['ana@lab.example'],
    effects: [{ who: 'ana@lab.example', before: 'write', after: 'none' }],
  };

  test('says why, what to do, and who would lose access', async () => {
    const view = await opened({
      'permissions.preview': async () =>
        refused(
          'edit-refused',
          'It would take access from ana@lab.example.',
          'Grant on the folder.',
          details,
        ),
    });
    expect(said(the('alert', undefined, the('dialog')))).toBe(
      'It would take access from ana@lab.example. Grant on the folder.',
    );
    expect(rows()).toEqual([['ana@lab.example', 'can read and write', 'no access']]);
    await view.click(confirm('Grant'));
    expect(view.asked('permissions.edit')).toEqual([]);
  });

  test('without effects names whom it is about', async () => {
    await opened({
      'permissions.preview': async () =>
        refused('edit-refused', 'They would keep access.', 'Take them out.', {
          people: ['*', 'eve@x.example'],
        }),
    });
    expect(all('listitem', undefined, the('dialog')).map((item) => said(item))).toEqual([
      'anyone',
      'eve@x.example',
    ]);
  });

  test('at the last moment keeps the dialog, and shows the file as it is now', async () => {
    const view = await opened({
      'permissions.edit': async () => refused('state-changed', 'Another program changed it.', 'Look again.'),
    });
    await view.click(confirm('Grant'));
    expect(said(the('alert', undefined, the('dialog')))).toBe('Another program changed it. Look again.');
    expect(view.asked('permissions.preview')).toHaveLength(2);
    expect(confirm('Grant').getAttribute('aria-disabled')).toBe('false');
  });
});

test('revoking is asked for, shown and said in the same way', async () => {
  const view = await opened(
    {
      'permissions.explain': async (query: { user: string; path: string; level: 'write' }) =>
        done({ ...query, allowed: true, governing: null, matched: null, sentence: 'Yes.', trail: [] }),
    },
    'Revoke…',
  );
  expect(said(the('dialog', 'Revoke access'))).toContain(
    'Takes write access to everything in public/ from bob@lab.example.',
  );
  await view.click(confirm('Revoke'));
  expect(view.asked('permissions.edit')).toMatchObject([{ kind: 'revoke' }]);
  expect(said(the('main'))).toContain('Revoked write from bob@lab.example on public/.');
});

test('the first Escape closes an open list, the second the dialog', async () => {
  const view = await opened();
  const person = the('combobox', 'Person', the('dialog'));
  await view.type(person, 'ana');
  await view.does(() => person.focus());
  expect(all('option', undefined, the('dialog'))).toHaveLength(1);
  await view.press('Escape');
  expect(all('option', undefined, the('dialog'))).toEqual([]);
  await view.press('Escape');
  expect(all('dialog')).toEqual([]);
});

test('while the connection is away there is no dialog; afterwards it is as it was', async () => {
  const view = await opened();
  await view.type(the('textbox', 'Folder or file', the('dialog')), 'public/a.csv');
  await view.becomes({ is: 'down' });
  expect(all('dialog')).toEqual([]);
  await view.becomes({ is: 'up' });
  expect(the('textbox', 'Folder or file', the('dialog'))).toHaveProperty('value', 'public/a.csv');
});

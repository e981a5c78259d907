import { describe, expect, test } from 'vitest';
import { concernedIn, type Edit } from '../../../renderer/store/permissions/editing.ts';
import { done, type Reply, refused } from '../../../shared/terms/problem.ts';
import type { EditPreview } from '../../../shared/view/permissions.ts';
import { deferred } from '../../build/deferred.ts';
import { editPreviewView } from '../../build/permission-answers.ts';
import { ready, settled } from '../screen/wired.ts';
import { datasite } from './datasite.ts';

const GRANT: Edit = { kind: 'grant', level: 'write', path: 'public/', user: 'bob@lab.example' };

const editing = async (given = {}) => {
  const all = await ready(given);
  return { ...all, editing: all.screen.permissions.editing };
};

describe('a preview', () => {
  test('is asked for as soon as person and path are there', async () => {
    const { editing: it, asked } = await editing();
    it.begin({ ...GRANT, user: '', path: '' });
    it.put({ user: 'bob' });
    it.put({ user: ' bob@lab.example' });
    expect(asked('permissions.preview')).toEqual([]);
    it.put({ path: '/public/' });
    await settled();
    expect(asked('permissions.preview')).toEqual([GRANT]);
    it.put({ user: '*' });
    it.put({ user: '*@lab.example', level: 'read' });
    await settled();
    expect(asked('permissions.preview')).toHaveLength(3);
  });

  test.each([
    ['public', 'public/'],
    ['public/a.csv', 'public/a.csv'],
  ])('of %j is about %j, and so is the change', async (path, place) => {
    const { editing: it, asked } = await editing(datasite());
    it.begin({ ...GRANT, path });
    await settled();
    expect(it.preview.state.getState().value?.edit.path).toBe(place);
    await it.confirm();
    expect(asked('permissions.preview')).toMatchObject([{ path: place }]);
    expect(asked('permissions.edit')).toMatchObject([{ path: place }]);
    expect(it.state.getState().last?.path).toBe(place);
  });

  test('goes with the fields: what no longer stands there is not shown', async () => {
    const { editing: it } = await editing();
    it.begin(GRANT);
    await settled();
    expect(it.preview.state.getState().value).not.toBeNull();
    it.put({ user: 'bob@' });
    expect(it.preview.state.getState().value).toBeNull();
  });

  test('without a dialog there is none', async () => {
    const { editing: it, asked } = await editing();
    it.put({ user: 'bob@lab.example' });
    await it.confirm();
    expect(asked('permissions.preview')).toEqual([]);
    expect(asked('permissions.edit')).toEqual([]);
  });
});

describe('confirming', () => {
  test('sends the edit with the text that was shown, then reads everything afresh', async () => {
    const before = 'rules: []\nterminal: false\n';
    const { editing: it, asked } = await editing({
      'permissions.preview': async () => done(editPreviewView({ before })),
    });
    it.begin(GRANT);
    await settled();
    await it.confirm();
    expect(asked('permissions.edit')).toEqual([{ ...GRANT, before }]);
    expect(it.state.getState()).toEqual({ edit: null, writing: false, refusal: null, last: GRANT });
    await settled();
    expect(asked('permissions.findings')).toHaveLength(1);
    it.dismiss();
    expect(it.state.getState().last).toBeNull();
  });

  test('waits for the preview, and is heard once', async () => {
    const preview = deferred<Reply<EditPreview>>();
    const { editing: it, asked } = await editing({ 'permissions.preview': () => preview.promise });
    it.begin(GRANT);
    await it.confirm();
    expect(asked('permissions.edit')).toEqual([]);
    preview.resolve(done(editPreviewView()));
    await settled();
    await Promise.all([it.confirm(), it.confirm()]);
    expect(asked('permissions.edit')).toHaveLength(1);
  });

  test('does nothing where the preview is a refusal', async () => {
    const { editing: it, asked } = await editing({
      'permissions.preview': async () => refused('edit-refused', 'It would surprise.', 'Choose another.'),
    });
    it.begin(GRANT);
    await settled();
    await it.confirm();
    expect(asked('permissions.edit')).toEqual([]);
  });

  test('refused because the file changed shows why and the file as it is now', async () => {
    const texts = ['one\n', 'two\n'];
    const { editing: it, asked } = await editing({
      'permissions.preview': async () => done(editPreviewView({ before: texts.shift() ?? null })),
      'permissions.edit': async () => refused('state-changed', 'It is another by now.', 'Look again.'),
    });
    it.begin(GRANT);
    await settled();
    await it.confirm();
    expect(it.state.getState()).toMatchObject({ edit: GRANT, refusal: { code: 'state-changed' } });
    expect(it.preview.state.getState().value?.preview.before).toBe('two\n');
    await it.confirm();
    expect(asked('permissions.edit').at(-1)).toMatchObject({ before: 'two\n' });
    it.put({ user: 'eve@lab.example' });
    expect(it.state.getState().refusal).toBeNull();
  });

  test('keeps the fields as they are while it is written', async () => {
    const written = deferred<Reply<EditPreview>>();
    const { editing: it } = await editing({ 'permissions.edit': () => written.promise });
    it.begin(GRANT);
    await settled();
    const done1 = it.confirm();
    it.put({ user: 'eve@lab.example' });
    expect(it.state.getState()).toMatchObject({ writing: true, edit: GRANT });
    written.resolve(done(editPreviewView()));
    await done1;
    expect(it.state.getState().last).toEqual(GRANT);
  });
});

const problem = { code: 'edit-refused', what: 'No.', next: 'Other.' } as const;

test.each([
  [problem, { people: [], effects: [] }],
  [
    { ...problem, details: { people: ['ana@lab.example'] } },
    { people: ['ana@lab.example'], effects: [] },
  ],
  [
    { ...problem, details: { people: 7, effects: [{ who: 1 }] } },
    { people: [], effects: [] },
  ],
  [
    { ...problem, details: { effects: [{ who: '*', before: 'read', after: 'none' }] } },
    { people: [], effects: [{ who: '*', before: 'read', after: 'none' }] },
  ],
])('whom a refusal is about: %j', (given, concerned) => {
  expect(concernedIn(given)).toEqual(concerned);
});

// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { hasHiddenCharacter } from '../../../main/core/jobs/hidden-characters.ts';
import { done, refused } from '../../../shared/terms/problem.ts';
import type { Handlers } from '../../../shared/wire/answer.ts';
import { folderAccessView, jobAccessView } from '../../build/permission-answers.ts';
import { said, the } from '../screen/find.ts';
import { jobs, rowOf } from '../screen/jobs.ts';
import { page } from '../screen/page.tsx';

const EVIL = '<img src=x onerror=alert(1)><b id=canary>\u202eevil\u2066\u200b\u0007\u001b[31m\r\n\t&amp;';
const PERSON = 'bob@lab.example';
const holder = { who: EVIL, file: EVIL, pattern: EVIL };
const proof = { proven: false, others: [EVIL], sentence: EVIL };

const evil: Partial<Handlers> = {
  ...jobs([rowOf('count', { proof })]),
  'permissions.folder': async ({ path }) =>
    done({
      folder: folderAccessView({ path, name: EVIL, summary: EVIL, folders: 1 }),
      children: path === '' ? [folderAccessView({ path: EVIL, name: EVIL, summary: EVIL })] : [],
      more: false,
    }),
  'permissions.findings': async () =>
    done({ findings: [{ code: 'anyone-may-write', path: EVIL, text: EVIL }], more: false }),
  'permissions.explain': async (query) =>
    done({
      ...query,
      user: EVIL,
      allowed: false,
      governing: EVIL,
      matched: EVIL,
      sentence: EVIL,
      trail: [{ code: 'rule-omits-user', file: EVIL, pattern: EVIL, sentence: EVIL }],
    }),
  'permissions.reach': async () => done({ rows: [{ path: EVIL, reach: 'read', why: EVIL }], more: false }),
  'permissions.people': async () => done({ people: [EVIL] }),
  'permissions.preview': async () =>
    done({
      file: EVIL,
      before: `${EVIL}\n`,
      after: `${EVIL}${EVIL}\n`,
      effects: [{ who: EVIL, before: EVIL, after: EVIL }],
    }),
  'permissions.job': async () =>
    done(
      jobAccessView({
        proof,
        writers: [holder],
        readers: [holder],
        restsOn: [{ path: EVIL, changedAt: '2026-02-28T10:00:00.000Z' }],
        rulesChangedSince: EVIL,
        freeze: { holds: false, sentence: EVIL },
      }),
    ),
};

/** The page holds no element that the text asked for, and shows no hidden character as it is. */
function isHarmless(): void {
  expect(document.querySelector('#canary, img:not(.cm-widgetBuffer), script, [onerror]')).toBeNull();
  expect(said()).toContain('<img src=x onerror=alert(1)>');
  const strings = [...document.body.querySelectorAll('*')].flatMap((element) => [
    ...[...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.textContent ?? ''),
    ...['title', 'aria-label', 'aria-description', 'placeholder'].map(
      (name) => element.getAttribute(name) ?? '',
    ),
  ]);
  expect(strings.filter(hasHiddenCharacter)).toEqual([]);
}

async function permissions(given: Partial<Handlers> = {}) {
  const view = await page({ ...evil, ...given });
  await view.click(the('button', 'Permissions'));
  return view;
}

test('in the tree, the findings and the people is only text', async () => {
  const view = await permissions();
  await view.does(() => the('combobox', 'Person').focus());
  await view.press('ArrowDown');
  isHarmless();
});

test('in an answer is only text, also where it is spoken', async () => {
  const view = await permissions();
  await view.type(the('combobox', 'Person'), PERSON);
  await view.click(the('treeitem', /^<img/));
  isHarmless();
  await view.click(the('tab', 'Everything they can reach'));
  isHarmless();
});

test('in a preview and in what was done is only text', async () => {
  const view = await permissions();
  await view.type(the('combobox', 'Person'), PERSON);
  await view.type(the('textbox', 'Folder or file'), 'public/<b id=canary>\u202e');
  await view.click(the('button', 'Grant…'));
  isHarmless();
  await view.click(the('button', 'Grant', the('dialog')));
  isHarmless();
});

test('in a refusal is only text', async () => {
  const view = await permissions({
    'permissions.preview': async () =>
      refused('edit-refused', EVIL, EVIL, {
        people: [EVIL],
        effects: [{ who: EVIL, before: EVIL, after: EVIL }],
      }),
  });
  await view.type(the('combobox', 'Person'), PERSON);
  await view.type(the('textbox', 'Folder or file'), 'public/');
  await view.click(the('button', 'Grant…'));
  isHarmless();
});

test('in everything about one job’s access is only text', async () => {
  const view = await page(evil);
  await view.click(the('tab', 'Access'));
  isHarmless();
});

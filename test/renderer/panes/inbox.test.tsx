// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import type { JobRow } from '../../../shared/view/job.ts';
import { all, nameOf, said, the } from '../screen/find.ts';
import { jobs, rowOf } from '../screen/jobs.ts';
import { page, type TestPage } from '../screen/page.tsx';

const names = () => all('option').map((option) => said(option.querySelector('.job-row-name') ?? option));
const chosen = () => all('option').find((option) => option.getAttribute('aria-selected') === 'true');
const push = (to: TestPage, from: number, changed: JobRow[], removed: string[] = []) =>
  to.does(() => to.push({ name: 'jobs.changed', payload: { from, revision: from + 1, changed, removed } }));

describe('a row', () => {
  const words = async (given: Partial<JobRow>) => {
    const view = await page(jobs([rowOf('count', given)]));
    if (given.own === false) await view.click(the('button', /^Sent/));
    return said(the('option'));
  };
  const defect = (code: 'link' | 'hidden-characters' | 'file-unlisted') => ({
    code,
    path: null,
    text: 'So.',
  });

  test('says name, age, sender and how many files', async () => {
    const text = await words({ submittedAt: '2026-03-01T11:00:00Z', files: 12 });
    expect(text).toContain('count');
    expect(text).toContain('1 h');
    expect(text).toContain('sender@example.org');
    expect(text).toContain('12 files');
  });

  test('says how much of it has arrived', async () => {
    expect(await words({ arriving: { present: 3, expected: 5 } })).toContain('arriving 3/5');
  });

  test('names its defects, the gravest first, the rest as a number', async () => {
    const defects = [defect('file-unlisted'), defect('hidden-characters'), defect('link'), defect('link')];
    expect(await words({ defects })).toMatch(/link ×2.*hidden characters.*\+1/);
  });

  test.each([
    [true, /sender@example.orgverified/],
    [false, /sender@example.orgsender unproven/],
  ])('says how well its sender is known: proven %s', async (proven, found) => {
    expect(await words({ proof: { proven, others: [], sentence: 'So it is.' } })).toMatch(found);
  });

  test('says nothing of a sender nobody can judge', async () => {
    expect(await words({ proof: null })).not.toMatch(/verified|unproven/);
  });

  test('of a job in another datasite says whose, and its state', async () => {
    const text = await words({ own: false, datasite: 'peer@example.org', status: 'running' });
    expect(text).toContain('sender@example.org → peer@example.org');
    expect(text).toContain('running');
  });
});

describe('the list', () => {
  const three = () =>
    page(jobs([rowOf('job-b'), rowOf('job-d'), rowOf('job-f'), rowOf('job-z', { status: 'done' })]));

  test('is one stop for Tab, with the active option named', async () => {
    await three();
    const list = the('listbox', 'Jobs');
    expect(list.tabIndex).toBe(0);
    expect(list.getAttribute('aria-activedescendant')).toBe(chosen()?.id);
    expect(all('option')[1]?.getAttribute('aria-setsize')).toBe('3');
    expect(all('option')[1]?.getAttribute('aria-posinset')).toBe('2');
  });

  test('is walked by j, k and the arrows', async () => {
    const view = await three();
    await view.press('j');
    expect(chosen()?.textContent).toContain('job-d');
    await view.press('k');
    expect(chosen()?.textContent).toContain('job-b');
    the('listbox', 'Jobs').focus();
    await view.press('End');
    expect(chosen()?.textContent).toContain('job-f');
    await view.press('ArrowUp');
    expect(chosen()?.textContent).toContain('job-d');
    expect(said(the('heading', 'job-d'))).toBe('job-d');
  });

  test('gives the job the keyboard on Enter, and Escape gives it back', async () => {
    const view = await three();
    the('listbox', 'Jobs').focus();
    await view.press('Enter');
    expect(document.activeElement).toBe(the('heading', 'job-b'));
    await view.press('Escape');
    expect(document.activeElement).toBe(the('listbox', 'Jobs'));
  });

  test('keeps the keyboard when another job is chosen in it', async () => {
    const view = await three();
    the('listbox', 'Jobs').focus();
    await view.press('Enter');
    await view.press('Escape');
    await view.press('ArrowDown');
    expect(document.activeElement).toBe(the('listbox', 'Jobs'));
  });

  test('is filtered by state, and says how much that hides', async () => {
    const view = await three();
    expect(names()).toEqual(['job-b', 'job-d', 'job-f']);
    expect(said()).toContain('1 hidden by filters');
    await view.click(the('button', 'Done 1'));
    expect(names()).toEqual(['job-z']);
    expect(the('button', 'Done 1').getAttribute('aria-pressed')).toBe('true');
    await view.click(the('button', 'clear'));
    expect(names()).toHaveLength(4);
    expect(said()).not.toContain('hidden by filters');
  });

  test('is searched, by / from anywhere', async () => {
    const view = await three();
    await view.press('/');
    const field = the('searchbox', 'Search jobs');
    expect(document.activeElement).toBe(field);
    await view.type(field, 'job-d');
    expect(names()).toEqual(['job-d']);
    await view.type(field, 'nothing like it');
    expect(said()).toContain('No job fits');
    await view.press('Escape');
    expect(names()).toHaveLength(3);
    expect(document.activeElement).toBe(the('listbox', 'Jobs'));
  });

  test('letters typed into the search are no keys', async () => {
    const view = await three();
    the('searchbox', 'Search jobs').focus();
    await view.press('a');
    await view.press('j');
    expect(chosen()?.textContent).toContain('job-b');
    expect(all('group', 'Confirm the approval')).toEqual([]);
  });

  test('stands still under the pointer: a new job waits behind a button', async () => {
    const view = await three();
    const side = the('listbox', 'Jobs').parentElement;
    if (side === null) throw new Error('No list.');
    await view.does(() => side.dispatchEvent(new PointerEvent('pointerover', { bubbles: true })));
    await push(view, 1, [rowOf('job-a'), rowOf('job-d', { status: 'rejected' })], []);
    expect(names()).toEqual(['job-b', 'job-d', 'job-f']);
    expect(said(all('option')[1])).toContain('rejected');
    await view.click(the('button', '1 new'));
    expect(names()).toEqual(['job-a', 'job-b', 'job-f']);
  });

  test('says politely what came', async () => {
    const view = await three();
    await push(view, 1, [rowOf('job-a', { files: 4 })]);
    const live = document.querySelector('[role=status][aria-live=polite]');
    expect(live?.textContent).toBe('1 new job: job-a from sender@example.org, 4 files');
    await push(view, 2, [rowOf('job-1'), rowOf('job-2')]);
    expect(live?.textContent).toBe('2 new jobs are waiting');
  });

  test('counts what waits in the rail', async () => {
    const view = await three();
    expect(nameOf(the('button', /^Inbox/))).toBe('Inbox3 waiting');
    await push(view, 1, [rowOf('job-b', { status: 'approved' })]);
    expect(nameOf(the('button', /^Inbox/))).toBe('Inbox2 waiting');
  });
});

test('an empty inbox says what will appear there', async () => {
  await page(jobs([]));
  expect(said()).toContain('Nothing waits for you');
  expect(said()).toContain('Choose a job on the left to read it.');
});

test('ten thousand jobs draw only the rows in view', async () => {
  await page(
    jobs(Array.from({ length: 10_000 }, (_, place) => rowOf(`job-${String(place).padStart(5, '0')}`))),
  );
  expect(all('option').length).toBeLessThan(40);
  expect(all('option')[0]?.getAttribute('aria-setsize')).toBe('10000');
});

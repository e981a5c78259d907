// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { fittingOptions } from '../../../renderer/parts/combobox.tsx';
import { done } from '../../../shared/terms/problem.ts';
import { all, said, the } from '../screen/find.ts';
import { jobs } from '../screen/jobs.ts';
import { page } from '../screen/page.tsx';
import { datasite } from './datasite.ts';

const PEOPLE = ['ana@lab.example', 'bob@lab.example', 'zana@clinic.example'];

test.each([
  ['', PEOPLE],
  ['ana', ['ana@lab.example', 'zana@clinic.example']],
  ['LAB', ['ana@lab.example', 'bob@lab.example']],
  ['bob@lab.example', []],
  ['nobody', []],
])('%j offers %j', (text, offered) => {
  expect(fittingOptions(PEOPLE, text)).toEqual(offered);
});

test('no more are offered than can be looked over', () => {
  const many = Array.from({ length: 50 }, (_, at) => `user${at}@lab.example`);
  expect(fittingOptions(many, 'user')).toHaveLength(8);
});

describe('the field', () => {
  const opened = async () => {
    const view = await page({
      ...jobs([]),
      ...datasite(),
      'permissions.people': async () => done({ people: PEOPLE }),
    });
    await view.click(the('button', 'Permissions'));
    const field = the('combobox', 'Person');
    await view.does(() => field.focus());
    return { view, field };
  };
  const options = () => all('option').map((option) => said(option));

  test('offers whom the rules name, walked with arrows and taken with Enter', async () => {
    const { view, field } = await opened();
    expect(field.getAttribute('aria-expanded')).toBe('false');
    await view.press('ArrowDown');
    expect(options()).toEqual(PEOPLE);
    expect(said(the('option', 'ana@lab.example'))).toBe('ana@lab.example');
    expect(field.getAttribute('aria-activedescendant')).toBe(the('option', 'ana@lab.example').id);
    await view.press('ArrowUp');
    expect(field.getAttribute('aria-activedescendant')).toBe(the('option', 'zana@clinic.example').id);
    await view.press('ArrowDown');
    await view.press('ArrowDown');
    await view.press('Enter');
    expect(field).toHaveProperty('value', 'bob@lab.example');
    expect(options()).toEqual([]);
  });

  test('takes a click on an option, and any other text', async () => {
    const { view, field } = await opened();
    await view.type(field, 'cli');
    await view.click(the('option', 'zana@clinic.example'));
    expect(field).toHaveProperty('value', 'zana@clinic.example');
    await view.type(field, 'new@person.example');
    expect(field).toHaveProperty('value', 'new@person.example');
    expect(options()).toEqual([]);
  });

  test('Escape closes the list and stays on the screen; without a list it is nobody’s', async () => {
    const { view, field } = await opened();
    await view.press('ArrowDown');
    await view.press('Escape');
    expect(options()).toEqual([]);
    expect(the('heading', 'Permissions')).toBeDefined();
    await view.press('Enter');
    expect(field).toHaveProperty('value', '');
  });
});

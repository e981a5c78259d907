import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { choice, ended, environmentOf, expect, test } from './launch.ts';

const root = resolve(import.meta.dirname, '../../..');

test('the window opens on the practice datasite and shows its jobs', async ({ start }) => {
  const { app, page } = await start();
  await expect(page.getByRole('option', { name: /Readmission/ }).first()).toBeVisible();
  const window = await app.browserWindow(page);
  expect(await window.evaluate((shown) => shown.isVisible())).toBe(true);
});

test('a folder that is no datasite is named, and the program ends', async ({ run }) => {
  const { code, said } = await run(['--box', '/nowhere/SyftBox']);
  expect(code).toBe(1);
  expect(said).toContain('/nowhere/SyftBox');
  expect(said).not.toContain('    at ');
});

test('an argument that does not exist is named, and the program ends', async ({ run }) => {
  const { code, said } = await run(['--practise']);
  expect(code).toBe(1);
  expect(said).toContain('--practise');
  expect(said).toContain('npm start');
});

test('npm start passes its arguments on and ends as the program does', async ({ home }) => {
  const child = spawn(
    process.execPath,
    [join(root, 'main', 'start', 'start.mjs'), '--box', '/nowhere/SyftBox'],
    {
      env: { ...process.env, ...choice.env, ...environmentOf(home) },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const { code, said } = await ended(child);
  expect(code).toBe(1);
  expect(said).toContain('/nowhere/SyftBox');
});

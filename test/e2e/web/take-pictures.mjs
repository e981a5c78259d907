import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import {
  checkNode,
  ensureBuild,
  ensureDependencies,
  projectFolder,
  say,
} from '../../../main/start/set-up.mjs';
import { ensureChromium } from '../../chromium.mjs';

// Takes the pictures of the documents anew. A plain test run takes them too, but leaves those in docs as they are.
checkNode();
ensureDependencies();
ensureBuild();
const chromium = ensureChromium(say);
if (chromium === null) {
  say('The pictures need Chromium: install it, or name its executable in CHROMIUM_PATH.');
  process.exit(1);
}
const playwright = join(projectFolder, 'node_modules', '.bin', 'playwright');
const args = ['test', '-c', 'test/e2e/playwright.config.ts', '--project=web', 'web/pictures'];
const { status } = spawnSync(playwright, args, {
  cwd: projectFolder,
  stdio: 'inherit',
  env: { ...process.env, CHROMIUM_PATH: chromium, GATEHOUSE_PICTURES: '1', TZ: 'UTC' },
  shell: process.platform === 'win32',
});
process.exitCode = status ?? 1;

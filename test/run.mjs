import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkNode, ensureBuild, ensureDependencies, projectFolder, say } from '../main/start/set-up.mjs';
import { ensureChromium } from './chromium.mjs';
import { chooseElectron, sayChoice } from './electron-double/launch.mjs';

checkNode();
ensureDependencies();
const chromium = ensureChromium(say);
if (chromium === null) {
  say('The tests need Chromium: install it, or name its executable in CHROMIUM_PATH.');
  process.exit(1);
}

const results = mkdtempSync(join(tmpdir(), 'gatehouse-results-'));
const env = { ...process.env, CHROMIUM_PATH: chromium, TZ: 'UTC', FORCE_COLOR: '0' };
const bin = (name) => join(projectFolder, 'node_modules', '.bin', name);
const vitestResults = join(results, 'vitest.json');
const browserResults = join(results, 'playwright.json');

/** Each step, and how many checks it held; a step without a count is one check. */
const steps = [
  ['lint and format', bin('biome'), ['check', '--error-on-warnings']],
  ['types: core and shared', bin('tsc'), ['-p', 'tsconfig.core.json']],
  ['types: main', bin('tsc'), ['-p', 'tsconfig.main.json']],
  ['types: renderer', bin('tsc'), ['-p', 'tsconfig.renderer.json']],
  ['types: tests', bin('tsc'), ['-p', 'tsconfig.test.json']],
  ['types: the double', bin('tsc'), ['-p', 'test/electron-double/tsconfig.json']],
  [
    'unit, properties, disk, doors',
    bin('vitest'),
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestResults}`],
    () => countVitest(vitestResults),
  ],
  [
    'journeys in the browser and in the desktop bundles',
    bin('playwright'),
    ['test', '-c', 'test/e2e/playwright.config.ts', '--reporter=list,json'],
    () => countBrowser(browserResults),
  ],
  [
    'the double itself',
    bin('playwright'),
    ['test', '-c', 'test/electron-double/playwright.config.ts', '--reporter=list,json'],
    () => countBrowser(browserResults),
  ],
  ['packaging', process.execPath, ['test/packaging/run.mjs']],
];

say(sayChoice(chooseElectron(projectFolder)));
let passed = 0;
let failed = 0;
const lines = [];
ensureBuild();
for (const [name, command, args, count] of steps) {
  say(`\n== ${name}`);
  rmSync(browserResults, { force: true });
  const began = performance.now();
  const { status } = spawnSync(command, args, {
    cwd: projectFolder,
    stdio: 'inherit',
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: browserResults },
    shell: process.platform === 'win32',
  });
  const counted = tally(status, count);
  passed += counted.passed;
  failed += counted.failed;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  lines.push(`${status === 0 ? 'passed' : 'FAILED'}  ${seconds.padStart(6)} s  ${name}`);
}
rmSync(results, { recursive: true, force: true });
console.log(`\n${lines.join('\n')}\n\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** A step that failed counts at least one failure, also when it fell over before it could count. */
function tally(status, count) {
  const plain = { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1 };
  if (count === undefined) return plain;
  try {
    const counted = count();
    return status === 0 ? counted : { ...counted, failed: Math.max(1, counted.failed) };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

function countVitest(file) {
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(file, 'utf8'));
  return { passed: numPassedTests, failed: numFailedTests };
}

function countBrowser(file) {
  const { stats } = JSON.parse(readFileSync(file, 'utf8'));
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected };
}

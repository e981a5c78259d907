import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkNode, ensureDependencies, projectFolder, say } from '../../main/start/set-up.mjs';

// Prints figures and judges none of them. Sizes: `npm run bench -- 100 1000`.
checkNode();
ensureDependencies();
const { build } = await import('vite');

const sizes = process.argv
  .slice(2)
  .map(Number)
  .filter((size) => Number.isInteger(size) && size > 0);
const scratch = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'));
try {
  process.chdir(projectFolder);
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: scratch,
      target: 'node20',
      minify: false,
      rolldownOptions: { input: ['test/bench/measure.ts', 'test/bench/measure-rules.ts'] },
    },
  });
  const rules = measureRules();
  const rows = (sizes.length > 0 ? sizes : [100, 1_000, 10_000]).map((size) => measure(size));
  print(rows);
  printRules(rules);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function measure(size) {
  say(`Measuring with ${size} jobs …`);
  return run('measure.js', String(size));
}

function measureRules() {
  say('Measuring permission files …');
  return run('measure-rules.js');
}

/** A process of its own for each measurement, so that memory and start are those of a fresh app. */
function run(script, ...args) {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--expose-gc', join(scratch, script), ...args],
    { encoding: 'utf8', maxBuffer: 1 << 26 },
  );
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

function printRules({ files, load, sweep, change, check }) {
  table([
    ['', `${files.toLocaleString('en')} permission files`, 'aim', 'the Python clients'],
    ['first load', `${load} ms`, '≤ 150 ms', '810 ms, before every check'],
    ['one changed file, p50', `${change.p50} ms`, '≤ 10 ms', '810 ms'],
    ['one changed file, p95', `${change.p95} ms`, '≤ 10 ms', ''],
    ['a sweep that finds nothing new', `${sweep} ms`, '', ''],
    ['one check', `${check} µs`, '≤ 5 µs', '55 µs'],
  ]);
}

function print(rows) {
  const figures = [
    [
      'cold start to a complete list',
      (row) => `${row.coldStart} ms`,
      '≤ 1,000 ms at 10,000',
      'list: 1.9 s at 1,000; 10 s at 5,000',
    ],
    ['a new job: first file to row, p50', (row) => `${row.appear.p50} ms`, '', ''],
    ['a new job: first file to row, p95', (row) => `${row.appear.p95} ms`, '≤ 300 ms', ''],
    ['a changed state to row, p50', (row) => `${row.change.p50} ms`, '', ''],
    ['a changed state to row, p95', (row) => `${row.change.p95} ms`, '≤ 300 ms', ''],
    ['one approval, p50', (row) => `${row.approve.p50} ms`, '', '7.3 s at 1,000; 40 s at 5,000'],
    ['one approval, p95', (row) => `${row.approve.p95} ms`, '', ''],
    ['a sweep that finds nothing new', (row) => `${row.sweep} ms`, '', ''],
    ['longest block of the main thread', (row) => `${row.longestBlock} ms`, '', ''],
    ['idle processor time', (row) => `${row.idle} %`, '< 0.5 %', ''],
    ['memory', (row) => `${row.memory} MB`, '≤ 350 MB at 10,000', ''],
  ];
  const head = ['', ...rows.map((row) => `${row.jobs} jobs`), 'aim', 'the Python clients'];
  const lines = [head, ...figures.map(([name, of, aim, python]) => [name, ...rows.map(of), aim, python])];
  table(lines);
}

function table(lines) {
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const texts = lines.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd(),
  );
  console.log(`${texts.join('\n')}\n`);
}

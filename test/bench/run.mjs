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
      rolldownOptions: { input: ['test/bench/measure.ts'] },
    },
  });
  const rows = (sizes.length > 0 ? sizes : [100, 1_000, 10_000]).map((size) => measure(size));
  print(rows);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** A process of its own for each size, so that memory and start are those of a fresh app. */
function measure(size) {
  say(`Measuring with ${size} jobs …`);
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--expose-gc', join(scratch, 'measure.js'), String(size)],
    { encoding: 'utf8', maxBuffer: 1 << 26 },
  );
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
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
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  console.log(
    lines
      .map((line) =>
        line
          .map((cell, column) => cell.padEnd(widths[column]))
          .join('  ')
          .trimEnd(),
      )
      .join('\n'),
  );
}

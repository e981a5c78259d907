/**
 * Packages the app as electron-builder.yml says, around a stand-in for Electron's binary, and looks at the result:
 * `node test/packaging/run.mjs`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuild, projectFolder } from '../../main/start/set-up.mjs';
import { checkArchive } from './check-archive.mjs';
import { checkFolder } from './check-folder.mjs';
import { checkFuses } from './check-fuses.mjs';
import { checkStart } from './check-start.mjs';
import { makeStandIn } from './stand-in.mjs';

ensureBuild();
const scratch = mkdtempSync(join(tmpdir(), 'gatehouse-packaging-'));
try {
  const electron = join(scratch, 'electron');
  const release = join(scratch, 'release');
  makeStandIn(electron);
  await step('electron-builder makes the unpacked app', () => build(electron, release));
  const unpacked = join(release, 'linux-unpacked');
  await step('the folder holds the program and nothing of ours but the archive', () => checkFolder(unpacked));
  await step('the archive holds what is needed and nothing else', () => checkArchive(unpacked));
  await step('the fuses are set', () => checkFuses(unpacked));
  await step('the packaged app starts on the double and a job is approved in it', () =>
    checkStart(unpacked, join(scratch, 'home')),
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function step(name, act) {
  const began = performance.now();
  try {
    await act();
  } catch (error) {
    console.log(`FAILED  ${name}`);
    throw error;
  }
  console.log(`passed  ${((performance.now() - began) / 1000).toFixed(1).padStart(5)} s  ${name}`);
}

function build(electron, release) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      join(projectFolder, 'node_modules', 'electron-builder', 'cli.js'),
      '--linux',
      'dir',
      `-c.electronDist=${electron}`,
      `-c.directories.output=${release}`,
    ],
    { cwd: projectFolder, encoding: 'utf8', env: { ...process.env, USE_HARD_LINKS: 'false' } },
  );
  if (status !== 0) throw new Error(`${stdout}\n${stderr}`);
}

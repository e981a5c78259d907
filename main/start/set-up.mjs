import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { takeTurn } from './turn.mjs';

/** The project's folder. This file runs before anything is installed, so it uses Node alone. */
export const projectFolder = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

// The lockfile too: what is installed goes into the bundles.
const SOURCES = [
  'main',
  'shared',
  'renderer',
  'assets',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
];
const OLDEST_NODE = [20, 19];
const STAMP = join(projectFolder, 'out', '.built');

/** Stops with a sentence when this Node is too old. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  stop(`Gatehouse needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.`);
}

/** Installs the dependencies of the lockfile where they are missing or older than it; `tell` hears what goes on. */
export function ensureDependencies(tell = say) {
  onceAtATime(areInstalled, install, tell);
}

function areInstalled() {
  const installed = join(projectFolder, 'node_modules', '.package-lock.json');
  const lockfile = join(projectFolder, 'package-lock.json');
  if (!existsSync(installed)) return false;
  return statSync(installed).mtimeMs >= statSync(lockfile).mtimeMs || sameLock(installed, lockfile);
}

function install(tell) {
  tell('Installing the dependencies (once) …');
  // The root of a container is often a user that npm would not run scripts for; nothing here needs a script. Servers
  // often say that they are for production, where npm would leave out what builds.
  run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
}

/** Builds the three bundles where they are missing or older than any source; `tell` hears what goes on. */
export function ensureBuild(tell = say) {
  onceAtATime(() => builtFrom() >= newestSource(), build, tell);
}

function builtFrom() {
  return existsSync(STAMP) ? Number(readFileSync(STAMP, 'utf8')) : 0;
}

function newestSource() {
  return Math.max(...SOURCES.map((name) => newestBelow(join(projectFolder, name))));
}

function build(tell) {
  const newest = newestSource();
  tell('Building …');
  const result = spawnSync(process.execPath, [join(projectFolder, 'main', 'start', 'build.mjs')], {
    cwd: projectFolder,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  });
  if (result.status !== 0) stop(`The build failed:\n${result.stdout}${result.stderr}`);
  writeFileSync(STAMP, String(newest));
}

/** Does what is not done yet; a start that finds another one at it waits for that one. */
function onceAtATime(isDone, act, tell) {
  if (isDone()) return;
  const release = takeTurn(() => tell('Waiting for another start that is setting up …'));
  try {
    if (!isDone()) act(tell);
  } finally {
    release();
  }
}

/** Runs a command in the project's folder, showing what it says of errors; stops when it fails. */
export function run(command, args, env = {}) {
  const result = spawnSync(command, args, {
    cwd: projectFolder,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  });
  if (result.status !== 0) stop(`“${command} ${args.join(' ')}” failed.`);
}

/** Says something to the person, apart from what the program prints. */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

function stop(text) {
  say(text);
  // Whoever waits finds that this process is gone.
  process.exit(1);
}

function sameLock(installed, lockfile) {
  const packages = (path) => {
    const { packages: all } = JSON.parse(readFileSync(path, 'utf8'));
    return Object.entries(all)
      .filter(([name]) => name !== '')
      .map(([name, one]) => [name, one.version, one.optional === true]);
  };
  const present = new Map(packages(installed).map(([name, version]) => [name, version]));
  // Optional packages are for other systems and may rightly be missing.
  return packages(lockfile).every(([name, version, optional]) =>
    present.has(name) ? present.get(name) === version : optional,
  );
}

function newestBelow(path) {
  // An editor's own files come and go, and some are links that lead nowhere.
  const facts = lstatSync(path, { throwIfNoEntry: false });
  if (!facts?.isDirectory()) return facts?.mtimeMs ?? 0;
  const below = readdirSync(path).map((name) => newestBelow(join(path, name)));
  return Math.max(facts.mtimeMs, ...below);
}

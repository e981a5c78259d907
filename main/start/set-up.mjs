import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. This file runs before anything is installed, so it uses Node alone. */
export const projectFolder = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const SOURCES = ['main', 'shared', 'renderer', 'assets', 'vite.config.ts', 'package.json'];
const OLDEST_NODE = [20, 19];

/** Stops with a sentence when this Node is too old. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  stop(`Gatehouse needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.`);
}

/** Installs the dependencies of the lockfile where they are missing or older than it. */
export function ensureDependencies() {
  const installed = join(projectFolder, 'node_modules', '.package-lock.json');
  const lockfile = join(projectFolder, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lockfile).mtimeMs) return;
  if (existsSync(installed) && sameLock(installed, lockfile)) return;
  say('Installing the dependencies (once) …');
  // The root of a container is often a user that npm would not run scripts for; nothing here needs a script.
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}

/** Builds the three bundles where they are missing or older than any source. */
export function ensureBuild() {
  const stamp = join(projectFolder, 'out', '.built');
  const built = existsSync(stamp) ? Number(readFileSync(stamp, 'utf8')) : 0;
  const newest = Math.max(...SOURCES.map((name) => newestBelow(join(projectFolder, name))));
  if (built >= newest) return;
  say('Building …');
  const result = spawnSync(process.execPath, [join(projectFolder, 'main', 'start', 'build.mjs')], {
    cwd: projectFolder,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  });
  if (result.status !== 0) stop(`The build failed:\n${result.stdout}${result.stderr}`);
  writeFileSync(stamp, String(newest));
}

/** Runs a command in the project's folder, showing what it prints; stops when it fails. */
export function run(command, args, env = {}) {
  const result = spawnSync(command, args, {
    cwd: projectFolder,
    stdio: ['ignore', process.stderr, 'inherit'],
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
  const facts = statSync(path);
  if (!facts.isDirectory()) return facts.mtimeMs;
  const below = readdirSync(path).map((name) => newestBelow(join(path, name)));
  return Math.max(facts.mtimeMs, ...below);
}

#!/usr/bin/env node
/**
 * Do the tests notice real mistakes? Copies a build to a scratch folder, puts one fault after another into the copy,
 * runs the specs against it each time, and says which faults were caught.
 *
 *   node test/electron-double/faults.mjs <plan.mjs> [part of a fault's name]
 *
 * The plan is a module that exports `plan`; see Plan below. Exit code 0: every fault was caught.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * @typedef {object} Fault
 * @property {string} name what is broken, in words
 * @property {string} file below the root
 * @property {string} find text that occurs exactly once in the file
 * @property {string} replace
 * @property {readonly string[]} [only] further arguments of the command: the specs that should notice
 *
 * @typedef {object} Plan
 * @property {string} root folder of the build
 * @property {readonly string[]} copy what of it is copied
 * @property {string} variable name of the environment variable that tells the specs where the copy is
 * @property {readonly string[]} command program and arguments that run the specs
 * @property {readonly Fault[]} faults
 *
 * @typedef {'caught' | 'SURVIVED' | 'NO CHANGE'} Verdict
 * @typedef {'ignore' | 'inherit'} Stdio
 */

const PATIENCE = 10 * 60_000;

/**
 * Runs the plan in a scratch folder. Throws when the specs fail without any fault: they could prove nothing.
 * @param {Plan} plan
 * @param {(line: string) => void} say
 * @returns {Promise<readonly { name: string, verdict: Verdict }[]>}
 */
export async function injectFaults(plan, say) {
  const folder = mkdtempSync(join(tmpdir(), 'faults-'));
  try {
    for (const name of plan.copy) cpSync(join(plan.root, name), join(folder, name), { recursive: true });
    const isSound = await passes(plan, folder, [], 'inherit');
    if (!isSound) throw new Error('The specs fail without any fault; put them right first.');
    const found = [];
    for (const fault of plan.faults) {
      const verdict = await tryFault(plan, folder, fault);
      say(`${verdict.padEnd(10)}${fault.name}`);
      found.push({ name: fault.name, verdict });
    }
    return found;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * @param {Plan} plan
 * @param {string} folder
 * @param {Fault} fault
 * @returns {Promise<Verdict>}
 */
async function tryFault(plan, folder, { file, find, replace, only = [] }) {
  const path = join(folder, file);
  const sound = readFileSync(path, 'utf8');
  const [before, after, ...more] = sound.split(find);
  if (after === undefined || more.length > 0 || find === replace) return 'NO CHANGE';
  writeFileSync(path, `${before}${replace}${after}`);
  const hasPassed = await passes(plan, folder, only);
  writeFileSync(path, sound);
  return hasPassed ? 'SURVIVED' : 'caught';
}

/**
 * @param {Plan} plan
 * @param {string} folder
 * @param {readonly string[]} only
 * @returns {Promise<boolean>}
 */
function passes(
  { command: [program = '', ...args], variable },
  folder,
  only,
  stdio = /** @type {Stdio} */ ('ignore'),
) {
  const env = { ...process.env, [variable]: folder };
  const child = spawn(program, [...args, ...only], { env, stdio, timeout: PATIENCE });
  return new Promise((settle, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => settle(code === 0));
  });
}

/**
 * @param {string} file
 * @param {string} wanted
 */
async function run(file, wanted) {
  /** @type {{ plan: Plan }} */
  const { plan } = await import(pathToFileURL(resolve(file)).href);
  const faults = plan.faults.filter((fault) => fault.name.includes(wanted));
  const found = await injectFaults({ ...plan, faults }, console.log);
  const caught = found.filter(({ verdict }) => verdict === 'caught').length;
  console.log(`${caught} of ${found.length} faults were caught.`);
  if (caught < found.length) process.exitCode = 1;
}

const [, script, planFile, wanted = ''] = process.argv;
if (script === import.meta.filename) {
  if (planFile === undefined) {
    console.error('Say which plan: node test/electron-double/faults.mjs <plan.mjs>');
    process.exitCode = 2;
  } else {
    await run(planFile, wanted);
  }
}

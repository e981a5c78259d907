import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { checkAccess } from '../../main/core/permissions/check-access.ts';
import { ruleFileText } from '../../main/core/permissions/edit-rules.ts';
import { createRuleFiles } from '../../main/disk/rules/disk-rule-files.ts';
import { systemTimers } from '../../main/disk/system-time.ts';
import { createRules } from '../../main/service/rules/rules.ts';

// Measures the permission files of one datasite and prints one JSON object. Run by run.mjs in a process of its own.
const OWNER = 'owner@lab.example';
const FILES = 1_000;
const ROUNDS = 40;
const CHECKS = 200_000;

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-bench-rules-'));
const pathOf = (number: number) => `app_data/data/group-${number % 20}/set-${number}`;
const personOf = (number: number) => `person${number % 50}@uni.example`;

function layDown(number: number, round: number): void {
  const rules = [
    { pattern: '**', access: { read: ['*@lab.example'], write: [personOf(number)], admin: [] } },
    { pattern: 'results/*.csv', access: { read: [personOf(number + 1)], write: [], admin: [] } },
    { pattern: `round-${round}/**`, access: { read: ['*'], write: [], admin: [] } },
  ];
  writeFileSync(join(folder, pathOf(number), 'syft.pub.yaml'), ruleFileText({ rules, terminal: false }));
}

function open() {
  const say = (what: string) => process.stderr.write(`${what}\n`);
  return createRules({ files: createRuleFiles({ folder }), timers: systemTimers, onTrouble: say });
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}

function quantiles(values: readonly number[]): { p50: number; p95: number } {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { p50: Number(at(0.5).toFixed(1)), p95: Number(at(0.95).toFixed(1)) };
}

for (let number = 0; number < FILES; number += 1) {
  mkdirSync(join(folder, pathOf(number), 'results'), { recursive: true });
  layDown(number, 0);
}
// What was just written is not quiet yet, and would be read again at every look.
await rest(2_500);

const rules = open();
const load = Math.round(await timed(() => rules.sweep('everywhere')));
const sweep = Math.round(await timed(() => rules.sweep('everywhere')));
const changes: number[] = [];
for (let round = 1; round <= ROUNDS; round += 1) {
  layDown(round, round);
  changes.push(await timed(() => rules.freshOnWay(pathOf(round))));
}
const tree = rules.tree();
const questions = Array.from({ length: 1_000 }, (_, number) => ({
  owner: OWNER,
  user: personOf(number * 7),
  path: `${pathOf(number)}/${number % 2 === 0 ? 'results/table.csv' : 'notes/readme.md'}`,
  level: number % 3 === 0 ? ('write' as const) : ('read' as const),
}));
let allowed = 0;
const ask = (count: number) => {
  for (let at = 0; at < count; at += 1) {
    const question = questions[at % questions.length];
    if (question !== undefined && checkAccess(tree, question).allowed) allowed += 1;
  }
};
ask(CHECKS / 10);
const began = performance.now();
ask(CHECKS);
const check = ((performance.now() - began) * 1_000) / CHECKS;
if (allowed === 0) throw new Error('nobody was allowed anything');
rmSync(folder, { recursive: true });
process.stdout.write(
  JSON.stringify({ files: FILES, load, sweep, change: quantiles(changes), check: check.toFixed(2) }),
);

import { realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { done, type Reply, refused } from '../shared/terms/problem.ts';
import { openParts } from './compose.ts';
import { readAuditLog } from './disk/audit/open-log.ts';
import { findDatasites } from './disk/datasites/find-datasites.ts';
import { type ResolvedDatasite, resolveDatasite } from './disk/datasites/resolve-datasite.ts';
import { diskReason, realFileSystem } from './disk/file-system.ts';
import { createRuleFiles } from './disk/rules/disk-rule-files.ts';
import { createSyftJobSource } from './disk/sources/syft-job/syft-job-source.ts';
import { localOffsetMinutes } from './disk/system-time.ts';
import { candidatesOf } from './service/candidates.ts';
import type { ReadingParts, RuleParts, RulesWhere, Where } from './service/commands/world.ts';
import type { DatasiteParts } from './service/datasite.ts';

/** A datasite for a command that only reads: no lock, nothing written. */
export async function composeForReading(where: Where): Promise<Reply<ReadingParts>> {
  const found = await datasiteAt(where);
  if (!found.ok) return found;
  const { root, owner, folder } = found.value;
  const troubles = new Set<string>();
  return done({
    owner,
    source: createSyftJobSource({ root, owner, onTrouble: (what) => troubles.add(what) }),
    troubles: () => [...troubles],
    ruleFiles: createRuleFiles({ folder }),
    localOffsetMinutes: localOffsetMinutes(),
    log: await logIn(join(folder, 'app_data', 'gatehouse')),
  });
}

/** The rules of a datasite, given as its own folder or found as for other commands. Problem: `datasite-unavailable`. */
export async function composeRules({ datasite, ...where }: RulesWhere): Promise<Reply<RuleParts>> {
  if (datasite === null) {
    const found = await datasiteAt(where);
    if (!found.ok) return found;
    return done({ owner: found.value.owner, ruleFiles: createRuleFiles({ folder: found.value.folder }) });
  }
  try {
    const folder = await realpath(datasite);
    if ((await stat(folder)).isDirectory()) {
      // A datasite's folder is named like its owner.
      return done({ owner: where.owner ?? basename(folder), ruleFiles: createRuleFiles({ folder }) });
    }
    return unavailable(datasite, 'it is not a folder');
  } catch (error) {
    return unavailable(datasite, diskReason(error));
  }
}

function unavailable(folder: string, why: string): Reply<never> {
  return refused(
    'datasite-unavailable',
    `The datasite ${folder} cannot be opened: ${why}.`,
    'Give the folder of the datasite itself with --datasite.',
  );
}
/** The log as it lies there; before Gatehouse first opened the datasite there is none, and nothing is wrong with that. */
async function logIn(ownFolder: string): Promise<ReadingParts['log']> {
  if ((await realFileSystem.look(ownFolder)) === null) return NO_LOG;
  return readAuditLog({ folder: join(ownFolder, 'audit') });
}

const NO_LOG: ReadingParts['log'] = {
  async *entries() {},
  verify: async () => done({ intact: true, entries: 0, problems: [] }),
};

/** A datasite for a command that decides: with its lock and log, as the app opens it. */
export async function composeForDeciding(where: Where): Promise<Reply<DatasiteParts>> {
  const found = await datasiteAt(where);
  if (!found.ok) return found;
  return openParts({ box: found.value.box, owner: found.value.owner, practice: false });
}

/** The datasite that was named, or the only one that can be found. */
async function datasiteAt({ box, owner }: Where): Promise<Reply<ResolvedDatasite>> {
  if (box !== null) return resolveDatasite({ box, owner });
  const found = await findDatasites({ env: process.env, home: homedir() });
  const fitting = candidatesOf(found, owner);
  const [only] = fitting;
  if (only === undefined) {
    const what = `No datasite${owner === null ? '' : ` of ${owner}`} was found on this machine.`;
    return refused('no-datasite', what, 'Name its folder with --box.');
  }
  if (fitting.length === 1) return resolveDatasite(only);
  return refused('several-datasites', 'Several datasites were found.', 'Name one with --box and --owner.', {
    datasites: fitting.map((one) => ({ box: one.box, owner: one.owner })),
  });
}

import { lstat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { done, type Reply, refused } from '../../../shared/terms/problem.ts';
import { isPlainName } from '../path-safety.ts';
import { type DatasiteFolder, datasiteFoldersOf, isSameAddress } from './datasite-folders.ts';

/** A datasite that exists on disk. */
export interface ResolvedDatasite {
  /** The SyftBox folder as it was asked for, absolute. */
  readonly box: string;
  /** The folder that holds the datasite folders, links resolved. */
  readonly root: string;
  /** The owner's address as the folder spells it. */
  readonly owner: string;
  /** The datasite folder itself. */
  readonly folder: string;
}

/** What was asked for; without an owner, the only datasite there is meant. */
export interface DatasiteWish {
  readonly box: string;
  readonly owner?: string | null;
}

const OWN_BOX = /^SyftBox_(.+@.+)$/;

/**
 * The one datasite a wish means. Problems: `datasite-unavailable` when the SyftBox folder cannot be opened or the
 * datasite is a link, `no-datasite` when it has none (of that owner), `several-datasites` with all of them in `details`.
 */
export async function resolveDatasite(wish: DatasiteWish): Promise<Reply<ResolvedDatasite>> {
  const box = resolve(wish.box);
  const found = await datasiteFoldersOf(box);
  if (!found.ok) return found;
  const owner = wish.owner ?? null;
  const meant = owner === null ? withoutOwner(box, found.value) : ofOwner(found.value, owner);
  const [only, ...others] = meant;
  if (only === undefined) return none(box, owner, found.value);
  if (others.length > 0) return several(box, meant);
  return done({ box, root: only.root, owner: only.owner, folder: join(only.root, only.owner) });
}

function ofOwner(folders: readonly DatasiteFolder[], owner: string): readonly DatasiteFolder[] {
  const exact = folders.filter((folder) => folder.owner === owner);
  const same = exact.length > 0 ? exact : folders.filter((folder) => isSameAddress(folder.owner, owner));
  const [first] = same;
  // The one in `datasites` can be asked for by giving that folder; the one directly in the box only like this.
  const isTwice = first !== undefined && same.every((folder) => folder.owner === first.owner);
  return isTwice ? [first] : same;
}

// The manager names its SyftBox folder after the owner; what else lies in it are peers.
function withoutOwner(box: string, folders: readonly DatasiteFolder[]): readonly DatasiteFolder[] {
  const named = OWN_BOX.exec(basename(box))?.[1];
  const own = named === undefined ? [] : ofOwner(folders, named);
  return own.length === 1 ? own : folders;
}

async function none(
  box: string,
  owner: string | null,
  folders: readonly DatasiteFolder[],
): Promise<Reply<ResolvedDatasite>> {
  if (owner !== null && (await isBarred(box, owner))) {
    return refused(
      'datasite-unavailable',
      `What lies at ${join(box, owner)} is not a folder; links are not followed.`,
      'Give the SyftBox folder in which the datasite really lies.',
    );
  }
  const whose = owner === null ? 'no datasite' : `no datasite of ${owner}`;
  return refused(
    'no-datasite',
    `There is ${whose} in ${box}: a folder named like an e-mail address, there or in “datasites”.`,
    'Check the folder and the address, or start SyftBox once so that it makes the datasite.',
    { box, datasites: listed(folders) },
  );
}

function several(box: string, folders: readonly DatasiteFolder[]): Reply<ResolvedDatasite> {
  return refused(
    'several-datasites',
    `There are ${folders.length} datasites in ${box}, and nothing says which one is yours.`,
    'Say which one: --box with its SyftBox folder and --owner with its address.',
    { box, datasites: listed(folders) },
  );
}

function listed(folders: readonly DatasiteFolder[]) {
  return folders.map(({ box, owner }) => ({ box, owner }));
}

// Only asked after no folder was found: anything of that name stands in its way.
async function isBarred(box: string, owner: string): Promise<boolean> {
  if (!isPlainName(owner)) return false;
  return lstat(join(box, owner)).then(
    () => true,
    () => false,
  );
}

import { joinPath, namesIn } from '../../core/permissions/paths.ts';
import { diskReason } from '../file-system.ts';
import { type DiskPath, joinDisk, nameOf } from '../path-safety.ts';
import { diskPathOf, enter, lookOnWay, type RuleSearch } from './search.ts';

/** How far below its start a walk goes. */
export type WalkDepth = 'one-level' | 'all-levels';

interface Place {
  readonly path: string;
  readonly disk: DiskPath;
}

/** What lies beyond a limit is closed this many names down, so that closing it stays a short list. */
const NAMES_CLOSED = 5;

/**
 * Looks at the rule files of a folder and of the folders below it, the upper ones first. Returns the turn, by which
 * what nobody came by can be told.
 */
export async function walkFolders(search: RuleSearch, from: string, depth: WalkDepth): Promise<number> {
  const { limits, slices, known } = search;
  const turn = known.beginTurn();
  const above = namesIn(from).length;
  let visited = 0;
  let level: readonly Place[] = [{ path: from, disk: diskPathOf(search.root, from) }];
  for (let down = 0; level.length > 0; down += 1) {
    const next: Place[] = [];
    for (const place of level) {
      await slices.breath();
      visited += 1;
      if (visited > limits.folders) closeBeyond(search, place.path);
      else if (above + down > limits.depth)
        known.bar(place.path, `it lies over ${limits.depth} folders deep`);
      else if (depth === 'one-level' && down === 1) await lookInside(search, place);
      else next.push(...(await visit(search, place, turn)));
      search.tell('by-portions');
    }
    level = next;
  }
  if (depth === 'all-levels') {
    // Their folders are gone, or came while others were looked at.
    for (const folder of known.missedSince(turn, from)) await lookOnWay(search, folder);
  }
  return turn;
}

async function lookInside(search: RuleSearch, { path, disk }: Place): Promise<void> {
  if (enter(search, path, disk) !== null) await search.known.look(path, disk);
}

/** Looks at a folder's rule file and gives the folders in it. */
async function visit(search: RuleSearch, { path, disk }: Place, turn: number): Promise<readonly Place[]> {
  const { known, lists, limits } = search;
  const stats = enter(search, path, disk);
  if (stats === null) return [];
  try {
    const { folders, ruleFile } = await lists.in(path, disk, stats, turn);
    if (folders.length > limits.folders) {
      known.bar(path, `it holds over ${limits.folders} folders`);
      return [];
    }
    known.unbar(path);
    if (ruleFile || known.has(path)) await known.look(path, disk);
    return folders.map((name) => ({
      path: joinPath(path, typeof name === 'string' ? name : nameOf(name)),
      disk: joinDisk(disk, name),
    }));
  } catch (error) {
    known.bar(path, `its folder cannot be searched: ${diskReason(error)}`);
    return [];
  }
}

function closeBeyond({ known, limits }: RuleSearch, path: string): void {
  const folder = namesIn(path).slice(0, NAMES_CLOSED).join('/');
  known.bar(folder, `over ${limits.folders} folders lie in this datasite, and not all were searched`);
}

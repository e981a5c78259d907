import type { JobPlace } from '../../../../shared/terms/ids.ts';
import { diskReason } from '../../file-system.ts';
import { type DiskPath, diskNameOf, nameOf } from '../../path-safety.ts';
import { listSubfolders } from '../folder-reading/list-folder.ts';
import type { Slices } from '../folder-reading/slices.ts';
import { boxWay, isDatasiteName, type Region, SOURCE, senderWay } from './layout.ts';
import type { Parents } from './parents.ts';
import { inboxKey, ROOT_KEY, type Siblings, senderKey } from './siblings.ts';

/** What listing needs. */
export interface Listing {
  readonly parents: Parents;
  readonly siblings: Siblings;
  readonly slices: Slices;
  /** Whose datasite comes first. */
  readonly owner: string;
  /** Told of a folder above jobs that cannot be entered, in one sentence. */
  readonly onTrouble: (what: string) => void;
}

/** Every place in a region where a job lies: a folder, or a link that stands where a job's folder would. */
export async function listJobs(listing: Listing, region: Region): Promise<readonly JobPlace[]> {
  const { owner } = listing;
  const datasites = await namesBelow(listing, [], ROOT_KEY, 'without-links', region.datasite);
  const places: JobPlace[] = [];
  const ownFirst = (one: string, other: string) => Number(other === owner) - Number(one === owner);
  for (const datasite of datasites.filter(isDatasiteName).sort(ownFirst)) {
    const way = boxWay('inbox', datasite);
    const senders = await namesBelow(listing, way, inboxKey(datasite), 'without-links', region.sender);
    for (const sender of senders) {
      const jobs = senderWay('inbox', datasite, sender);
      const key = senderKey(datasite, sender);
      const folders = await namesBelow(listing, jobs, key, 'with-links', region.folder);
      for (const folder of folders) places.push({ source: SOURCE, datasite, sender, folder });
    }
  }
  return places;
}

/** Lists the folders around a job that were never listed, so that names which differ only by case are met. */
export async function listAround(listing: Listing, { datasite, sender }: JobPlace): Promise<void> {
  const { siblings } = listing;
  const inbox = inboxKey(datasite);
  const jobs = senderKey(datasite, sender);
  if (!siblings.knows(ROOT_KEY)) await listNames(listing, [], ROOT_KEY, 'without-links');
  if (!siblings.knows(inbox)) await listNames(listing, boxWay('inbox', datasite), inbox, 'without-links');
  if (siblings.knows(jobs)) return;
  await listNames(listing, senderWay('inbox', datasite, sender), jobs, 'with-links');
}

/** Names of the folders at the end of a way; when `only` is given, that one alone if it is there. */
async function namesBelow(
  listing: Listing,
  way: readonly DiskPath[],
  key: string,
  links: 'with-links' | 'without-links',
  only: string | undefined,
): Promise<readonly string[]> {
  await listing.slices.breath();
  if (only !== undefined) return isThere(listing.parents, way, only, links) ? [only] : [];
  return listNames(listing, way, key, links);
}

async function listNames(
  listing: Listing,
  way: readonly DiskPath[],
  key: string,
  links: 'with-links' | 'without-links',
): Promise<readonly string[]> {
  const { parents, slices, siblings, onTrouble } = listing;
  const passage = parents.passage(way);
  if (passage.kind === 'barred') onTrouble(`“${way.map(nameOf).join('/')}” is not entered: ${passage.why}.`);
  if (passage.kind !== 'open') return [];
  try {
    const names = (await listSubfolders(passage.path, passage.size, links, slices)).map(nameOf);
    siblings.replace(key, key === ROOT_KEY ? names.filter(isDatasiteName) : names);
    return names;
  } catch (error) {
    onTrouble(`“${way.map(nameOf).join('/') || '.'}” cannot be listed: ${diskReason(error)}.`);
    return [];
  }
}

function isThere(
  parents: Parents,
  way: readonly DiskPath[],
  name: string,
  links: 'with-links' | 'without-links',
): boolean {
  const { kind } = parents.passage([...way, diskNameOf(name)]);
  return kind === 'open' || (kind === 'barred' && links === 'with-links');
}

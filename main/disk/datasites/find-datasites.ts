import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { DatasiteCandidate } from '../../../shared/view/session.ts';
import { readClientConfig } from './client-config.ts';
import { countWaiting } from './count-waiting.ts';
import { type DatasiteFolder, datasiteFoldersOf, isFolder, isSameAddress } from './datasite-folders.ts';

/** Where to look. */
export interface Whereabouts {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/** A SyftBox folder that may exist, and whose it is where that is known. */
interface Lead {
  readonly box: string;
  readonly email: string | null;
  readonly foundBy: string;
}

const CONFIG_VARIABLES = ['SYFTBOX_CONFIG_PATH', 'SYFTBOX_CLIENT_CONFIG_PATH'];
const NAMED_AFTER_OWNER = 'SyftBox_';

/** Every datasite that the environment, the clients' configs and the usual folders lead to, each once. */
export async function findDatasites(around: Whereabouts): Promise<readonly DatasiteCandidate[]> {
  const found = new Map<string, DatasiteCandidate>();
  for (const lead of await leadsFrom(around)) {
    for (const { box, root, owner } of await follow(lead)) {
      const key = join(root, owner);
      if (found.has(key)) continue;
      found.set(key, { box, owner, foundBy: lead.foundBy, waiting: await countWaiting(root, owner) });
    }
  }
  return [...found.values()];
}

async function leadsFrom({ env, home }: Whereabouts): Promise<readonly Lead[]> {
  const leads: Lead[] = [];
  const folder = env.SYFTBOX_FOLDER;
  if (folder) {
    const email = env.SYFTBOX_EMAIL || null;
    leads.push({ box: resolve(folder), email, foundBy: 'environment variable SYFTBOX_FOLDER' });
  }
  for (const variable of CONFIG_VARIABLES) {
    const path = env[variable];
    const config = path ? await readClientConfig(resolve(path), home) : null;
    if (config !== null) leads.push({ ...config, foundBy: `environment variable ${variable}` });
  }
  const config = await readClientConfig(join(home, '.syftbox', 'config.json'), home);
  if (config !== null) leads.push({ ...config, foundBy: 'SyftBox settings (~/.syftbox)' });
  leads.push({ box: join(home, 'SyftBox'), email: null, foundBy: 'usual folder ~/SyftBox' });
  for (const name of await boxesNamedAfterOwners(home)) {
    const email = name.slice(NAMED_AFTER_OWNER.length);
    leads.push({ box: join(home, name), email, foundBy: `usual folder ~/${name}` });
  }
  return leads;
}

async function boxesNamedAfterOwners(home: string): Promise<readonly string[]> {
  try {
    const names = await readdir(home);
    return names.filter((name) => name.startsWith(NAMED_AFTER_OWNER) && name.includes('@')).sort();
  } catch {
    return [];
  }
}

async function follow(lead: Lead): Promise<readonly DatasiteFolder[]> {
  const reply = await datasiteFoldersOf(lead.box);
  if (!reply.ok) return [];
  const { email } = lead;
  if (email !== null) return reply.value.filter(({ owner }) => isSameAddress(owner, email));
  // Peers' folders lie beside the owner's; those without any app's data are certainly not it, unless all are new.
  const used = await Promise.all(
    reply.value.map(({ root, owner }) => isFolder(join(root, owner, 'app_data'))),
  );
  return used.includes(true) ? reply.value.filter((_, index) => used[index]) : reply.value;
}

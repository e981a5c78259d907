import type { permissionCalls } from '../../shared/contract/permissions.ts';
import { parseJobId } from '../../shared/terms/ids.ts';
import { done, type Reply, refused } from '../../shared/terms/problem.ts';
import type { FolderAccess, JobAccess } from '../../shared/view/permissions.ts';
import type { Handlers } from '../../shared/wire/answer.ts';
import { entriesOf } from '../core/permissions/edit-effects.ts';
import { explainAccess } from '../core/permissions/explain-access.ts';
import { isPlainEmail } from '../core/permissions/identity.ts';
import { joinPath, tidyPath } from '../core/permissions/paths.ts';
import { ruleFilesBelow } from '../core/permissions/rule-tree.ts';
import type { Datasite } from './datasite.ts';
import { makeEdit, previewEdit } from './rule-edits/editing.ts';
import { jobPathOf } from './rules/job-place.ts';
import { accessAnswerOf } from './views/permissions/access-answer.ts';
import { findingsIn } from './views/permissions/findings.ts';
import { folderAccessOf } from './views/permissions/folder-access.ts';
import { jobAccessOf } from './views/permissions/job-access.ts';
import { reachIn } from './views/permissions/reach.ts';
import type { WithDatasite } from './with-datasite.ts';

type PermissionVerb = keyof typeof permissionCalls;

/** The most folders, findings, rows and people that one answer holds. */
const MOST = 500;

/** The verbs about permissions. All but the lists look at the disk again before they answer. */
export function permissionHandlers(withDatasite: WithDatasite): Pick<Handlers, PermissionVerb> {
  return {
    'permissions.folder': ({ path }) => withDatasite((datasite) => showFolder(datasite, tidyPath(path))),
    'permissions.findings': () =>
      withDatasite(async ({ parts, rules }) => {
        const tree = rules.tree();
        const found = findingsIn(tree, parts.owner, ruleFilesBelow(tree));
        return done({ findings: found.slice(0, MOST), more: found.length > MOST });
      }),
    'permissions.explain': ({ user, path, level }) =>
      withDatasite(async ({ parts: { owner }, rules }) => {
        const tree = await rules.freshOnWay(path);
        return done(accessAnswerOf(explainAccess(tree, { owner, user, path, level })));
      }),
    'permissions.reach': ({ user }) => withDatasite((datasite) => showReach(datasite, user)),
    'permissions.people': () =>
      withDatasite(async ({ rules }) => {
        const files = ruleFilesBelow(rules.tree());
        const names = files.flatMap((file) => (file.kind === 'loaded' ? entriesOf(file.source) : []));
        return done({ people: [...new Set(names.filter(isPlainEmail))].sort().slice(0, MOST) });
      }),
    'permissions.preview': (edit) => withDatasite((datasite) => previewEdit(datasite.editing, edit)),
    'permissions.edit': ({ before, ...edit }) =>
      withDatasite((datasite) => datasite.approvals.between(() => makeEdit(datasite.editing, edit, before))),
    'permissions.job': ({ id }) => withDatasite((datasite) => showJob(datasite, id)),
  };
}

async function showFolder(
  { parts, rules }: Datasite,
  path: string,
): Promise<Reply<{ folder: FolderAccess; children: FolderAccess[]; more: boolean }>> {
  const inside = await rules.folders(path, MOST);
  if (!inside.ok) return inside;
  const tree = await rules.freshOnWay(path);
  const { names, more } = inside.value;
  const children: FolderAccess[] = [];
  for (const name of names) {
    const child = joinPath(path, name);
    const below = await rules.folders(child, MOST);
    children.push(folderAccessOf(tree, parts.owner, child, below.ok ? below.value.names.length : 0));
  }
  return done({ folder: folderAccessOf(tree, parts.owner, path, names.length), children, more });
}

async function showReach({ parts, rules }: Datasite, user: string) {
  if (user === parts.owner) {
    const why = 'This is your own datasite: you may do anything in it.';
    return done({ rows: [{ path: '', reach: 'admin' as const, why }], more: false });
  }
  if (!isPlainEmail(user)) {
    const what = `“${user}” is not a plain e-mail, so it is given nothing.`;
    return refused('bad-request', what, 'Write the e-mail out.');
  }
  const tree = rules.tree();
  const rows = reachIn(tree, ruleFilesBelow(tree), user);
  return done({ rows: rows.slice(0, MOST), more: rows.length > MOST });
}

async function showJob({ parts, rules, catalogue }: Datasite, id: string): Promise<Reply<JobAccess>> {
  const known = parseJobId(id);
  const job = known === null ? undefined : catalogue.value().jobs.get(known);
  if (job === undefined) {
    return refused('no-such-job', `There is no job “${id.slice(0, 200)}”.`, 'Look at the list again.');
  }
  const { owner } = parts;
  if (job.facts.place.datasite !== owner) {
    const what = `The job lies in the datasite of ${job.facts.place.datasite}, whose rules are not yours.`;
    return refused('not-owner', what, 'Look at jobs in your own datasite.');
  }
  const tree = await rules.fresh(jobPathOf(job.facts.place));
  return done(jobAccessOf(job, owner, tree, rules.changedAt));
}

import type { permissionCalls } from '../../shared/contract/permissions.ts';
import { done } from '../../shared/terms/problem.ts';
import type { EditPreview, FolderAccess, JobAccess } from '../../shared/view/permissions.ts';
import type { Handlers } from '../../shared/wire/answer.ts';

type PermissionVerb = keyof typeof permissionCalls;

/** A folder that only the owner may touch. */
export function folderAccessView(given: Partial<FolderAccess> = {}): FolderAccess {
  return { path: '', name: '', summary: 'only you', hasRules: false, broken: false, folders: 0, ...given };
}

/** A grant that makes a new rule file. */
export function editPreviewView(given: Partial<EditPreview> = {}): EditPreview {
  return {
    file: 'public/syft.pub.yaml',
    before: null,
    after: 'rules: []\nterminal: false\n',
    effects: [{ who: 'ana@lab.example', before: 'none', after: 'read' }],
    ...given,
  };
}

/** A waiting job whose sender is proven. */
export function jobAccessView(given: Partial<JobAccess> = {}): JobAccess {
  return {
    proof: { proven: true, others: [], sentence: 'Only sender@example.org and the owner may write here.' },
    writers: [],
    readers: [],
    restsOn: [],
    rulesChangedSince: null,
    freeze: null,
    ...given,
  };
}

/** The verbs about permissions, answered as plainly as the contract allows. */
export const permissionAnswers: Pick<Handlers, PermissionVerb> = {
  'permissions.folder': async ({ path }) =>
    done({ folder: folderAccessView({ path, name: path }), children: [], more: false }),
  'permissions.findings': async () => done({ findings: [], more: false }),
  'permissions.explain': async (query) =>
    done({
      ...query,
      allowed: false,
      governing: null,
      matched: null,
      sentence: `${query.user} may not ${query.level} ${query.path}.`,
      trail: [],
    }),
  'permissions.reach': async () => done({ rows: [], more: false }),
  'permissions.people': async () => done({ people: ['ana@lab.example'] }),
  'permissions.preview': async () => done(editPreviewView()),
  'permissions.edit': async ({ before }) => done(editPreviewView({ before })),
  'permissions.job': async () => done(jobAccessView()),
};

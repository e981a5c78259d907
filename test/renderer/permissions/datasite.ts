import { done, refused } from '../../../shared/terms/problem.ts';
import type { FolderAccess } from '../../../shared/view/permissions.ts';
import type { Handlers } from '../../../shared/wire/answer.ts';
import { folderAccessView } from '../../build/permission-answers.ts';

/** Folders of a small datasite: by path, what their rules mean. */
const FOLDERS: Readonly<Record<string, Partial<FolderAccess>>> = {
  '': { summary: 'only you' },
  app_data: { summary: 'only you' },
  'app_data/job': { summary: 'only you' },
  'app_data/job/inbox': { summary: 'only you' },
  'app_data/job/inbox/ana@lab.example': {
    summary: 'you and ana@lab.example can write',
    hasRules: true,
  },
  'app_data/job/inbox/bob@lab.example': { summary: 'only you', hasRules: true, broken: true },
  public: { summary: 'anyone can read', hasRules: true },
};

/** The verbs about folders, over a small datasite; `app_data` holds one folder only, and so does what it holds. */
export function datasite(
  folders: Readonly<Record<string, Partial<FolderAccess>>> = FOLDERS,
): Pick<Handlers, 'permissions.folder'> {
  const viewOf = (path: string): FolderAccess =>
    folderAccessView({
      path,
      name: path.slice(path.lastIndexOf('/') + 1),
      folders: childrenOf(path).length,
      ...folders[path],
    });
  const childrenOf = (path: string) =>
    Object.keys(folders).filter((one) => one !== '' && parentOf(one) === path);
  return {
    'permissions.folder': async ({ path }) =>
      folders[path] === undefined
        ? refused('no-such-file', `There is no folder ${path}.`, 'Look again.')
        : done({ folder: viewOf(path), children: childrenOf(path).map(viewOf), more: false }),
  };
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

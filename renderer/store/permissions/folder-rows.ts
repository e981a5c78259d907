import type { Problem } from '../../../shared/terms/problem.ts';
import type { FolderAccess } from '../../../shared/view/permissions.ts';

/** What is known of one folder: itself and the folders directly in it. */
export type Known =
  | { readonly kind: 'reading' }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | {
      readonly kind: 'read';
      readonly folder: FolderAccess;
      readonly children: readonly FolderAccess[];
      readonly more: boolean;
    };

/** One line of the tree. */
export interface FolderRow {
  readonly folder: FolderAccess;
  /** 1 for the datasite itself. */
  readonly level: number;
  /** Place among its siblings, from 1, of how many. */
  readonly place: number;
  readonly siblings: number;
  readonly state: 'leaf' | 'closed' | 'open';
  /** Said below an open folder instead of, or after, what lies in it. */
  readonly note: 'reading' | 'more' | Problem | null;
}

/** The lines of the tree from top to bottom: the datasite, and whatever lies in open folders. */
export function rowsOf(known: ReadonlyMap<string, Known>, open: ReadonlySet<string>): readonly FolderRow[] {
  const root = known.get('');
  if (root?.kind !== 'read') return [];
  const rows: FolderRow[] = [];
  const add = (folder: FolderAccess, level: number, place: number, siblings: number): void => {
    const inside = known.get(folder.path);
    const isOpen = folder.folders > 0 && open.has(folder.path);
    const state = folder.folders === 0 ? 'leaf' : isOpen ? 'open' : 'closed';
    rows.push({ folder, level, place, siblings, state, note: isOpen ? noteOf(inside) : null });
    if (!isOpen || inside?.kind !== 'read') return;
    inside.children.forEach((child, at) => {
      add(child, level + 1, at + 1, inside.children.length);
    });
  };
  add(root.folder, 1, 1, 1);
  return rows;
}

/** The folder a path lies in; null for the datasite itself. */
export function parentOf(path: string): string | null {
  if (path === '') return null;
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

/** Every folder on the way to a path, the datasite first, the path itself last. */
export function wayTo(path: string): readonly string[] {
  const names = path.split('/').filter((name) => name !== '');
  return ['', ...names.map((_, at) => names.slice(0, at + 1).join('/'))];
}

function noteOf(inside: Known | undefined): FolderRow['note'] {
  if (inside === undefined || inside.kind === 'reading') return 'reading';
  if (inside.kind === 'refused') return inside.problem;
  return inside.more ? 'more' : null;
}

import { z } from 'zod';
import {
  accessAnswer,
  accessLevel,
  editPreview,
  folderAccess,
  jobAccess,
  permissionFinding,
  reachRow,
} from '../view/permissions.ts';
import { decides, reads } from './call.ts';

const path = z.string().max(4_096);
const person = z.string().min(1).max(320);

const edit = z.strictObject({
  kind: z.enum(['grant', 'revoke']),
  level: accessLevel,
  path: path.min(1),
  user: person,
});

/** Verbs about who may touch what in the open datasite. */
export const permissionCalls = {
  /** The folder at `path` ('' = the datasite) and the folders directly in it. */
  'permissions.folder': reads(
    z.strictObject({ path }),
    z.object({ folder: folderAccess, children: z.array(folderAccess), more: z.boolean() }),
  ),
  'permissions.findings': reads(
    z.strictObject({}),
    z.object({ findings: z.array(permissionFinding), more: z.boolean() }),
  ),
  'permissions.explain': reads(z.strictObject({ user: person, path, level: accessLevel }), accessAnswer),
  /** What one person can reach, by folder and by rule. */
  'permissions.reach': reads(
    z.strictObject({ user: person }),
    z.object({ rows: z.array(reachRow), more: z.boolean() }),
  ),
  /** Everybody the rules name, for choosing from. */
  'permissions.people': reads(z.strictObject({}), z.object({ people: z.array(z.string()) })),
  'permissions.preview': reads(edit, editPreview),
  /** Makes the change that was previewed; `before` is the text the preview showed, refused when it differs by now. */
  'permissions.edit': decides(edit.extend({ before: z.string().nullable() }), editPreview),
  'permissions.job': reads(z.strictObject({ id: z.string().min(5).max(2_000) }), jobAccess),
} as const;

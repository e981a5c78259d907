import type { permissionCalls } from '../../shared/contract/permissions.ts';
import { refused } from '../../shared/terms/problem.ts';
import type { Handlers } from '../../shared/wire/answer.ts';

type PermissionVerb = keyof typeof permissionCalls;

const LATER = refused('unavailable', 'The rules are not read yet.', 'Wait a moment.');

/** The verbs about permissions. */
export function permissionHandlers(): Pick<Handlers, PermissionVerb> {
  return {
    'permissions.folder': async () => LATER,
    'permissions.findings': async () => LATER,
    'permissions.explain': async () => LATER,
    'permissions.reach': async () => LATER,
    'permissions.people': async () => LATER,
    'permissions.preview': async () => LATER,
    'permissions.edit': async () => LATER,
    'permissions.job': async () => LATER,
  };
}

import { useCallback } from 'react';
import type { Edit } from '../../store/permissions/editing.ts';
import { useScreen } from '../../store/use-screen.ts';

/** Opens the dialog for granting or revoking what the question on the screen is about. */
export function useBeginEdit(): (kind: Edit['kind']) => void {
  const { permissions, view } = useScreen();
  return useCallback(
    (kind) => {
      const { user, level, path } = permissions.question.state.getState();
      permissions.editing.begin({ kind, user, level, path });
      view.ask({ kind: 'access' });
    },
    [permissions, view],
  );
}

import { RefreshCw } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from '../../parts/button.tsx';
import { useOf, useScreen } from '../../store/use-screen.ts';
import { EditDialog } from './edit-dialog.tsx';
import { Findings } from './findings.tsx';
import { FolderTree } from './folder-tree.tsx';
import { QuestionForm } from './question-form.tsx';
import { PERMISSIONS } from './words.ts';

/** Who may touch what: what to look at first, the folders, and answers with their reasons. */
export function PermissionsPane() {
  const { permissions } = useScreen();
  useFresh();
  return (
    <section className="wide-pane permissions" aria-label={PERMISSIONS.title}>
      <header className="pane-head">
        <div>
          <h1>{PERMISSIONS.title}</h1>
          <p>{PERMISSIONS.says}</p>
        </div>
        <Button
          icon={<RefreshCw size={14} aria-hidden="true" />}
          onClick={() => void permissions.reload(true)}
        >
          {PERMISSIONS.again}
        </Button>
      </header>
      <Findings />
      <div className="permissions-body">
        <div className="tree-side">
          <FolderTree />
        </div>
        <QuestionForm />
      </div>
      <EditDialog />
    </section>
  );
}

/** Rules change on disk without a word: they are read when the screen is opened, and when its window is looked at again. */
function useFresh(): void {
  const { permissions } = useScreen();
  const isFresh = useOf(
    (screen) => screen.permissions.findings,
    (state) => state.input === null,
  );
  useEffect(() => {
    if (isFresh) void permissions.reload(true);
  }, [permissions, isFresh]);
  useEffect(() => {
    if (permissions.findings.state.getState().value !== null) void permissions.reload(true);
    const look = () => void permissions.reload(true);
    window.addEventListener('focus', look);
    return () => window.removeEventListener('focus', look);
  }, [permissions]);
}

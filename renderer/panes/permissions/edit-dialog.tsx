import { useEffect } from 'react';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { useSpeak } from '../../parts/live-region.tsx';
import type { Edit } from '../../store/permissions/editing.ts';
import { useOf, useScreen } from '../../store/use-screen.ts';
import { EditPreview } from './edit-preview.tsx';
import { LevelField, PathField, PersonField } from './wish-fields.tsx';
import { EDIT, editedText } from './words.ts';

const PERSON_HINT = 'edit-person-hint';
const PATH_HINT = 'edit-path-hint';

/** Grants or revokes, after showing which bytes change and what that means. */
export function EditDialog() {
  const { view, permissions } = useScreen();
  const isOpen = useOf(
    (screen) => screen.view,
    (state) => state.dialog.kind === 'access',
  );
  const isUp = useOf(
    (screen) => screen.session,
    (state) => state.connection === 'up',
  );
  const edit = useOf(
    (screen) => screen.permissions.editing,
    (state) => state.edit,
  );
  useWritten();
  if (!isOpen || !isUp || edit === null) return null;
  const close = () => {
    view.ask({ kind: 'none' });
    permissions.editing.close();
  };
  return (
    <Dialog title={EDIT[edit.kind]} says={EDIT.says} wide onClose={close}>
      <Fields edit={edit} />
      <EditPreview />
      <Buttons edit={edit} onCancel={close} />
    </Dialog>
  );
}

function Fields({ edit }: { readonly edit: Edit }) {
  const { editing } = useScreen().permissions;
  return (
    <div className="edit-fields">
      <div>
        <PersonField
          value={edit.user}
          many
          describedBy={PERSON_HINT}
          onChange={(user) => editing.put({ user })}
        />
        <p id={PERSON_HINT} className="field-hint">
          {EDIT.personHint}
        </p>
      </div>
      <LevelField value={edit.level} onChange={(level) => editing.put({ level })} />
      <div className="edit-path">
        <PathField value={edit.path} describedBy={PATH_HINT} onChange={(path) => editing.put({ path })} />
        <p id={PATH_HINT} className="field-hint">
          {EDIT.pathHint}
        </p>
      </div>
    </div>
  );
}

function Buttons({ edit, onCancel }: { readonly edit: Edit; readonly onCancel: () => void }) {
  const { editing } = useScreen().permissions;
  const isWriting = useOf(
    (screen) => screen.permissions.editing,
    (state) => state.writing,
  );
  const isReady = useOf(
    (screen) => screen.permissions.editing.preview,
    (state) => state.value !== null && !state.asking,
  );
  return (
    <div className="dialog-buttons">
      <Button onClick={onCancel}>{EDIT.cancel}</Button>
      <Button
        tone={edit.kind === 'grant' ? 'accent' : 'bad'}
        aria-disabled={!isReady || isWriting}
        onClick={(event) => event.detail < 2 && void editing.confirm()}
      >
        {isWriting ? EDIT.writing : EDIT.do[edit.kind]}
      </Button>
    </div>
  );
}

/** Once the change is written the dialog closes, and it is said. */
function useWritten(): void {
  const { view, permissions } = useScreen();
  const speak = useSpeak();
  useEffect(
    () =>
      permissions.editing.state.subscribe((after, before) => {
        if (after.last === before.last || after.last === null) return;
        view.ask({ kind: 'none' });
        speak(editedText(after.last));
      }),
    [permissions, view, speak],
  );
}

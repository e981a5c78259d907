import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { useOf, useScreen } from '../../store/use-screen.ts';
import { KEY_SHEET, KEYS } from './words.ts';

/** All keys on one sheet. */
export function KeySheet() {
  const { view } = useScreen();
  const isOpen = useOf(
    (screen) => screen.view,
    (state) => state.dialog.kind === 'keys',
  );
  const singleKeys = useOf(
    (screen) => screen.session,
    (state) => state.preferences.singleKeys,
  );
  if (!isOpen) return null;
  const close = () => view.ask({ kind: 'none' });
  return (
    <Dialog title={KEYS.title} says={singleKeys ? KEYS.says : KEYS.saysOff} onClose={close}>
      <dl className="key-sheet">
        {KEY_SHEET.map(([keys, words]) => (
          <div key={words} className="key-line">
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <div className="dialog-buttons">
        <Button onClick={close}>{KEYS.close}</Button>
      </div>
    </Dialog>
  );
}

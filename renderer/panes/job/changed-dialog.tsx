import type { FileChange } from '../../../shared/view/job.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Plain } from '../../parts/plain.tsx';
import { wordsOf } from '../../parts/problem-words.ts';
import { useOf, useScreen } from '../../store/use-screen.ts';
import { SmallDiff } from './small-diff.tsx';
import { CHANGED, CHANGES } from './words.ts';

/** A decision was refused because the bytes on disk are others now: shows which, and offers to read them. */
export function ChangedDialog() {
  const { view, detail } = useScreen();
  const dialog = useOf(
    (screen) => screen.view,
    (state) => state.dialog,
  );
  if (dialog.kind !== 'changed') return null;
  const close = () => view.ask({ kind: 'none' });
  const lookAgain = () => {
    close();
    void detail.showAgain();
  };
  return (
    <Dialog title={CHANGED.title} says={wordsOf(dialog.problem).what} wide onClose={close}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reachable by keyboard. */}
      <section className="changes" tabIndex={0} aria-label={CHANGED.title}>
        {dialog.changes.length === 0 ? <p>{CHANGED.noDetails}</p> : null}
        {dialog.changes.map((change, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two names may look the same once they are shown.
          <Change key={place} change={change} />
        ))}
      </section>
      <div className="dialog-buttons">
        <Button onClick={close}>{CHANGED.close}</Button>
        <Button tone="accent" onClick={lookAgain}>
          {CHANGED.again}
        </Button>
      </div>
    </Dialog>
  );
}

function Change({ change }: { readonly change: FileChange }) {
  return (
    <section className="change">
      <h3>
        <code>
          <Plain text={change.path} />
        </code>{' '}
        {CHANGES[change.change]}
      </h3>
      {change.hunks === null ? <p>{CHANGED.noHunks}</p> : <SmallDiff hunks={change.hunks} />}
    </section>
  );
}

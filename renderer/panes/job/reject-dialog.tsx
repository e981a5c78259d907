import { useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Plain } from '../../parts/plain.tsx';
import { useOf, useScreen } from '../../store/use-screen.ts';
import { BAR, REJECT } from './words.ts';

const LONGEST_REASON = 10_000;

/** Asks why, then rejects. What was written stays while the connection is away. */
export function RejectDialog({ name }: { readonly name: string }) {
  const { view, decision } = useScreen();
  const [reason, setReason] = useState('');
  const isUp = useOf(
    (screen) => screen.session,
    (state) => state.connection === 'up',
  );
  const isOpen = useOf(
    (screen) => screen.view,
    (state) => state.dialog.kind === 'reject',
  );
  if (!isOpen || !isUp) return null;
  const close = () => view.ask({ kind: 'none' });
  const reject = () => {
    void decision.reject(reason.trim());
    close();
  };
  return (
    <Dialog title={REJECT.title} says={REJECT.says} onClose={close}>
      <p className="dialog-job">
        <Plain text={name} />
      </p>
      <label className="field">
        {REJECT.reason}
        <textarea
          rows={4}
          maxLength={LONGEST_REASON}
          aria-describedby="reject-hint"
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <p id="reject-hint" className="field-hint">
        {REJECT.hint}
      </p>
      <div className="dialog-buttons">
        <Button onClick={close}>{BAR.cancel}</Button>
        <Button tone="bad" onClick={reject}>
          {REJECT.do}
        </Button>
      </div>
    </Dialog>
  );
}

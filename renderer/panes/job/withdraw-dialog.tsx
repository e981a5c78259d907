import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Plain } from '../../parts/plain.tsx';
import { useOf, useScreen } from '../../store/use-screen.ts';
import { BAR, WITHDRAW } from './words.ts';

/** Asks before an approval is taken back. */
export function WithdrawDialog({ name }: { readonly name: string }) {
  const { view, decision } = useScreen();
  const isUp = useOf(
    (screen) => screen.session,
    (state) => state.connection === 'up',
  );
  const isOpen = useOf(
    (screen) => screen.view,
    (state) => state.dialog.kind === 'withdraw',
  );
  if (!isOpen || !isUp) return null;
  const close = () => view.ask({ kind: 'none' });
  const withdraw = () => {
    void decision.withdraw();
    close();
  };
  return (
    <Dialog title={WITHDRAW.title} says={WITHDRAW.says} onClose={close}>
      <p className="dialog-job">
        <Plain text={name} />
      </p>
      <div className="dialog-buttons">
        <Button onClick={close}>{BAR.cancel}</Button>
        <Button tone="accent" onClick={withdraw}>
          {WITHDRAW.do}
        </Button>
      </div>
    </Dialog>
  );
}

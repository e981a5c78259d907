import type { JobDetail, PermitView } from '../../../shared/view/job.ts';
import { Button } from '../../parts/button.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { canWithdraw } from '../../store/decision.ts';
import { filesOf, unviewed } from '../../store/files.ts';
import { useOf, useScreen } from '../../store/use-screen.ts';
import { ConfirmLine } from './confirm-line.tsx';
import { MoreMenu } from './more-menu.tsx';
import { Reasons } from './reasons.tsx';
import { BAR, viewedText, writingText } from './words.ts';

interface Bar {
  readonly detail: JobDetail;
  readonly disk: 'same' | 'changed' | 'gone';
}

const APPROVE_REASONS = 'why-not-approve';
const REJECT_REASONS = 'why-not-reject';

/** Where the job is decided; at the bottom of the page, always in view. */
export function DecisionBar({ detail, disk }: Bar) {
  const { decision } = useScreen();
  const deciding = useOf(
    (screen) => screen.decision,
    (state) => state.deciding,
  );
  const isHere = deciding.kind !== 'idle' && deciding.id === detail.id;
  return (
    <section className="decision" aria-label={BAR.bar}>
      {isHere && deciding.kind === 'refused' ? (
        <ProblemNote problem={deciding.problem}>
          <Button onClick={() => decision.cancel()}>{BAR.dismiss}</Button>
        </ProblemNote>
      ) : (
        <Reasons detail={detail} approveId={APPROVE_REASONS} rejectId={REJECT_REASONS} />
      )}
      {isHere && deciding.kind === 'confirming' ? (
        <ConfirmLine detail={detail} ticked={deciding.ticked} />
      ) : (
        <Buttons detail={detail} disk={disk} />
      )}
    </section>
  );
}

function Buttons({ detail, disk }: Bar) {
  const { decision, view } = useScreen();
  const deciding = useOf(
    (screen) => screen.decision,
    (state) => state.deciding,
  );
  const singleKeys = useOf(
    (screen) => screen.session,
    (state) => state.preferences.singleKeys,
  );
  const isBusy = deciding.kind === 'writing' || disk === 'gone';
  return (
    <div className="decision-row">
      <Button
        tone="ok"
        hint={singleKeys ? 'a' : null}
        {...permission(detail.approve, isBusy, APPROVE_REASONS)}
        onClick={(event) => once(event.detail) && decision.askApprove()}
      >
        {BAR.approve}
      </Button>
      <Button
        tone="bad"
        hint={singleKeys ? 'r' : null}
        {...permission(detail.reject, isBusy, REJECT_REASONS)}
        onClick={(event) => {
          if (once(event.detail) && detail.reject.allowed && !isBusy) view.ask({ kind: 'reject' });
        }}
      >
        {BAR.reject}
      </Button>
      {canWithdraw(detail) ? (
        <Button
          {...(isBusy ? { 'aria-disabled': true } : {})}
          onClick={(event) => once(event.detail) && !isBusy && view.ask({ kind: 'withdraw' })}
        >
          {BAR.withdraw}
        </Button>
      ) : null}
      <MoreMenu detail={detail} />
      <div className="decision-says" role="status">
        {deciding.kind === 'writing' ? (
          writingText(deciding.action, deciding.written)
        ) : (
          <Viewed detail={detail} />
        )}
      </div>
    </div>
  );
}

function Viewed({ detail }: { readonly detail: JobDetail }) {
  const viewed = useOf(
    (screen) => screen.view,
    (state) => state.viewed,
  );
  const all = filesOf(detail).length;
  return `${viewedText(all - unviewed(detail, viewed).length, all)} · ${BAR.covers}`;
}

/** A button that may not be pressed can still be reached, so that its reasons can be heard. */
function permission(permit: PermitView, isBusy: boolean, reasonsId: string) {
  const off = !permit.allowed || isBusy;
  return off ? { 'aria-disabled': true, ...(permit.allowed ? {} : { 'aria-describedby': reasonsId }) } : {};
}

/** The second click of a double click presses nothing. */
function once(clicks: number): boolean {
  return clicks < 2;
}

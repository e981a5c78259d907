import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { DefectCode } from '../../../shared/terms/defect.ts';
import type { JobDetail } from '../../../shared/view/job.ts';
import { Button } from '../../parts/button.tsx';
import { unviewed } from '../../store/files.ts';
import { useOf, useScreen } from '../../store/use-screen.ts';
import { defectWord } from '../defect-words.ts';
import { useAwake } from './awake.ts';
import { acknowledgeText, BAR, confirmText } from './words.ts';

interface Line {
  readonly detail: JobDetail;
  readonly ticked: ReadonlySet<DefectCode>;
}

/** The question before an approval. Enter says yes, Escape no; every acknowledgement needs its tick. */
export function ConfirmLine({ detail, ticked }: Line) {
  const { decision, view } = useScreen();
  const viewed = useOf(
    (screen) => screen.view,
    (state) => state.viewed,
  );
  const line = useRef<HTMLDivElement>(null);
  const isAwake = useAwake();
  useEffect(() => {
    const first = line.current?.querySelector('input') ?? line.current;
    first?.focus();
  }, []);
  const cancel = () => {
    decision.cancel();
    view.focusOn('page');
  };
  const isReady = detail.acknowledge.every((code) => ticked.has(code));
  const hear = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.target instanceof HTMLButtonElement) return;
    event.preventDefault();
    if (!event.repeat && isAwake()) void decision.confirm();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as one line.
    <div
      ref={line}
      role="group"
      tabIndex={-1}
      aria-label={BAR.confirmGroup}
      aria-describedby="confirm-question"
      className="decision-row confirm"
      onKeyDown={hear}
    >
      <div className="confirm-words">
        <p id="confirm-question">{confirmText(unviewed(detail, viewed))}</p>
        <Ticks detail={detail} ticked={ticked} />
      </div>
      <Button
        tone="ok"
        hint="Enter"
        aria-disabled={!isReady}
        title={isReady ? undefined : BAR.tickAll}
        onKeyDown={(event) => event.repeat && event.preventDefault()}
        onClick={(event) => event.detail < 2 && void decision.confirm()}
      >
        {BAR.approve}
      </Button>
      <Button hint="Escape" onClick={cancel}>
        {BAR.cancel}
      </Button>
    </div>
  );
}

function Ticks({ detail, ticked }: Line) {
  const { decision } = useScreen();
  return detail.acknowledge.map((code) => (
    <label key={code} className="tick">
      <input
        type="checkbox"
        checked={ticked.has(code)}
        onChange={(event) => decision.tick(code, event.target.checked)}
      />
      {acknowledgeText(defectWord(code), detail.defects.filter((one) => one.code === code).length)}
    </label>
  ));
}

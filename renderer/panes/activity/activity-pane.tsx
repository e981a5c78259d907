import { useEffect } from 'react';
import { Button } from '../../parts/button.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { useOf, useScreen } from '../../store/use-screen.ts';
import { EntryList } from './entry-list.tsx';
import { Verifying } from './verifying.tsx';
import { ACTIVITY } from './words.ts';

/** The log: what was decided or refused, when, by whom. */
export function ActivityPane() {
  const { activity, world } = useScreen();
  const { rows, problem, checking } = useOf(
    (screen) => screen.activity,
    (state) => state,
  );
  const isFresh = rows === null;
  useEffect(() => {
    if (isFresh) void activity.reload();
  }, [activity, isFresh]);
  return (
    <section className="wide-pane" aria-label={ACTIVITY.title}>
      <header className="pane-head">
        <div>
          <h1>{ACTIVITY.title}</h1>
          <p>{ACTIVITY.says}</p>
        </div>
        <Button
          aria-disabled={checking.kind === 'checking'}
          onClick={() => checking.kind !== 'checking' && void activity.verify(world.today)}
        >
          {ACTIVITY.verify}
        </Button>
      </header>
      <Verifying checking={checking} />
      {problem === null ? null : <ProblemNote problem={problem} />}
      {rows === null ? <p className="empty">{ACTIVITY.loading}</p> : <EntryList rows={rows} />}
    </section>
  );
}

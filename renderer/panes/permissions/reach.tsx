import { useEffect } from 'react';
import type { ReachRow } from '../../../shared/view/permissions.ts';
import { Chip } from '../../parts/chip.tsx';
import { Plain } from '../../parts/plain.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { isAddress, isMany, plainPart } from '../../store/permissions/wish.ts';
import { useOf, useScreen } from '../../store/use-screen.ts';
import { PERMISSIONS, REACH, reachText } from './words.ts';

/** Everything one person can reach, by folder and by rule. */
export function Reach({ onPick }: { readonly onPick: () => void }) {
  const { question } = useScreen().permissions;
  const user = useOf(
    (screen) => screen.permissions.question,
    (state) => state.user,
  );
  const { input, value, problem } = useOf(
    (screen) => screen.permissions.question.reach,
    (state) => state,
  );
  const isAskable = isAddress(user) && !isMany(user);
  const isAsked = input !== null;
  useEffect(() => {
    if (isAskable && !isAsked) question.askReach();
  }, [question, isAskable, isAsked]);
  if (!isAskable) return <p className="answer-empty">{REACH.needsPerson}</p>;
  if (problem !== null) return <ProblemNote problem={problem} />;
  if (value === null) return <p className="answer-empty">{PERMISSIONS.loading}</p>;
  if (value.rows.length === 0) {
    return (
      <div className="empty">
        <strong>{REACH.none}</strong>
        <p>{REACH.noneText}</p>
      </div>
    );
  }
  return (
    <>
      <ul className="reach" aria-label={REACH.list}>
        {value.rows.map((row, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same path may be reached through two rules.
          <ReachLine key={place} row={row} onPick={onPick} />
        ))}
      </ul>
      {value.more ? <p className="answer-empty">{REACH.more}</p> : null}
    </>
  );
}

function ReachLine({ row, onPick }: { readonly row: ReachRow; readonly onPick: () => void }) {
  const { permissions } = useScreen();
  const pick = () => {
    permissions.question.put({ level: row.reach });
    void permissions.goTo(plainPart(row.path));
    onPick();
  };
  return (
    <li className="reach-row">
      <button type="button" className="link reach-path" onClick={pick}>
        {row.path === '' ? REACH.whole : <Plain text={row.path} />}
      </button>
      <Chip tone={row.reach === 'read' ? 'plain' : 'accent'}>{reachText(row.reach)}</Chip>
      <span className="reach-why">
        <Plain text={row.why} />
      </span>
    </li>
  );
}

import { Ban, CircleCheck } from 'lucide-react';
import { useEffect, useEffectEvent } from 'react';
import type { AccessAnswerView } from '../../../shared/view/permissions.ts';
import { Button } from '../../parts/button.tsx';
import { Chip } from '../../parts/chip.tsx';
import { isField } from '../../parts/keyboard.ts';
import { useSpeak } from '../../parts/live-region.tsx';
import { Plain } from '../../parts/plain.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import type { Placed } from '../../store/permissions/question.ts';
import { useOf } from '../../store/use-screen.ts';
import { useBeginEdit } from './use-begin-edit.ts';
import { ANSWER, answerText, DECISIVE, MISSING, reasonText, verdictText } from './words.ts';

/** Yes or no, and why. */
export function Answer() {
  const missing = useOf(
    (screen) => screen.permissions.question,
    (state) => state.missing,
  );
  const { value, problem } = useOf(
    (screen) => screen.permissions.question.answer,
    (state) => state,
  );
  useSpoken(value);
  if (missing !== null) return <Missing missing={missing} />;
  if (problem !== null) return <ProblemNote problem={problem} />;
  if (value === null) return <p className="answer-empty">{ANSWER.asking}</p>;
  return (
    <>
      <Verdict placed={value} />
      <Trail answer={value.answer} />
    </>
  );
}

function Missing({ missing }: { readonly missing: keyof typeof MISSING }) {
  const begin = useBeginEdit();
  return (
    <div className="answer-empty">
      <p>{MISSING[missing]}</p>
      <div className="answer-edits">
        <Button onClick={() => begin('grant')}>{ANSWER.grant}</Button>
        <Button onClick={() => begin('revoke')}>{ANSWER.revoke}</Button>
      </div>
    </div>
  );
}

function Verdict({ placed }: { readonly placed: Placed }) {
  const { answer } = placed;
  const begin = useBeginEdit();
  const Icon = answer.allowed ? CircleCheck : Ban;
  const isOwner = answer.trail.some((step) => step.code === 'owner');
  return (
    <section className={answer.allowed ? 'answer answer-yes' : 'answer answer-no'} aria-label={ANSWER.label}>
      <Icon size={30} aria-hidden="true" />
      <div className="answer-words">
        <p className="answer-word">{answer.allowed ? ANSWER.yes : ANSWER.no}</p>
        <p className="answer-sentence">
          <Plain text={verdictText(placed)} />
        </p>
        <p className="answer-reason">
          <Plain text={reasonText(answer)} />
        </p>
      </div>
      {isOwner ? null : (
        <Button onClick={() => begin(answer.allowed ? 'revoke' : 'grant')}>
          {answer.allowed ? ANSWER.revoke : ANSWER.grant}
        </Button>
      )}
    </section>
  );
}

function Trail({ answer }: { readonly answer: AccessAnswerView }) {
  return (
    <section className="trail" aria-label={ANSWER.trail}>
      <h2>{ANSWER.trail}</h2>
      <ol>
        {answer.trail.map((step, place) => {
          const wins = DECISIVE.has(step.code);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step has no other name than its place.
            <li key={place} className={wins ? 'trail-step trail-wins' : 'trail-step'}>
              <span className="trail-text">
                <Plain text={step.sentence} />
              </span>
              {wins ? <Chip tone={answer.allowed ? 'ok' : 'bad'}>{ANSWER.wins}</Chip> : null}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** Says the answer to screen readers, but not at every letter of an address that is still being typed. */
function useSpoken(placed: Placed | null): void {
  const speak = useSpeak();
  const say = useEffectEvent(() => {
    if (placed !== null && !isField(document.activeElement)) speak(answerText(placed));
  });
  useEffect(() => {
    if (placed !== null) say();
  }, [placed]);
}

import { useMemo } from 'react';
import type { Problem } from '../../../shared/terms/problem.ts';
import type { EditPreview as Preview } from '../../../shared/view/permissions.ts';
import { Chip } from '../../parts/chip.tsx';
import { diffLines } from '../../parts/line-diff.ts';
import { Plain } from '../../parts/plain.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { concernedIn } from '../../store/permissions/editing.ts';
import { useOf } from '../../store/use-screen.ts';
import { SmallDiff } from '../job/small-diff.tsx';
import { whoText } from '../sender-words.ts';
import { EDIT, reachText, wishText } from './words.ts';

/** What the change in the fields would do, or why it is refused. */
export function EditPreview() {
  const { input, value, problem } = useOf(
    (screen) => screen.permissions.editing.preview,
    (state) => state,
  );
  const refusal = useOf(
    (screen) => screen.permissions.editing,
    (state) => state.refusal,
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reachable by keyboard.
    <section className="edit-preview" tabIndex={0} aria-label={EDIT.preview}>
      {refusal === null ? null : <Refused problem={refusal} />}
      {input === null ? <p className="edit-empty">{EDIT.fill}</p> : null}
      {input !== null && value === null && problem === null ? (
        <p className="edit-empty">{EDIT.reading}</p>
      ) : null}
      {problem === null ? null : <Refused problem={problem} />}
      {value === null ? null : (
        <>
          <p className="edit-wish">{wishText(value.edit)}</p>
          <Shown preview={value.preview} />
        </>
      )}
    </section>
  );
}

function Shown({ preview }: { readonly preview: Preview }) {
  const { file, before, after, effects } = preview;
  const hunks = useMemo(() => diffLines(before ?? '', after), [before, after]);
  return (
    <>
      <h3>{EDIT.effects}</h3>
      {effects.length === 0 ? <p className="edit-note">{EDIT.noEffects}</p> : <Effects effects={effects} />}
      <h3>
        {EDIT.file}{' '}
        <code>
          <Plain text={file} />
        </code>{' '}
        {before === null ? <Chip tone="accent">{EDIT.newFile}</Chip> : null}
      </h3>
      {hunks.length === 0 ? (
        <p className="edit-note">{EDIT.sameText}</p>
      ) : (
        <SmallDiff hunks={hunks.map((hunk) => ({ ...hunk, lines: [...hunk.lines] }))} />
      )}
    </>
  );
}

function Refused({ problem }: { readonly problem: Problem }) {
  const { people, effects } = concernedIn(problem);
  return (
    <>
      <ProblemNote problem={problem} />
      {effects.length === 0 ? null : (
        <>
          <h3>{EDIT.wouldLose}</h3>
          <Effects effects={effects} />
        </>
      )}
      {effects.length > 0 || people.length === 0 ? null : (
        <>
          <h3>{EDIT.concerned}</h3>
          <ul className="edit-people">
            {people.map((who) => (
              <li key={who}>
                <Plain text={whoText(who)} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Effects({ effects }: { readonly effects: Preview['effects'] }) {
  return (
    <table className="access-table">
      <thead>
        <tr>
          <th scope="col">{EDIT.who}</th>
          <th scope="col">{EDIT.before}</th>
          <th scope="col">{EDIT.after}</th>
        </tr>
      </thead>
      <tbody>
        {effects.map((effect) => (
          <tr key={effect.who}>
            <th scope="row">
              <Plain text={whoText(effect.who)} />
            </th>
            <td>
              <Plain text={reachText(effect.before)} />
            </td>
            <td className="effect-after">
              <Plain text={reachText(effect.after)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

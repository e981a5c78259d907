import { useId } from 'react';
import type { AccessLevelView } from '../../../shared/view/permissions.ts';
import { Combobox } from '../../parts/combobox.tsx';
import { useOf } from '../../store/use-screen.ts';
import { ASK, LEVELS } from './words.ts';

const NOBODY: readonly string[] = [];

/** Whom it is about; the people the rules name are offered, and with `many` the patterns too. */
export function PersonField({
  value,
  many,
  describedBy,
  onChange,
}: {
  readonly value: string;
  readonly many: boolean;
  readonly describedBy?: string;
  readonly onChange: (user: string) => void;
}) {
  const people = useOf(
    (screen) => screen.permissions.people,
    (state) => state.value?.people ?? NOBODY,
  );
  return (
    <Combobox
      label={ASK.person}
      value={value}
      options={many ? people : people.filter((one) => !one.includes('*'))}
      optionsLabel={ASK.people}
      placeholder={ASK.personHint}
      {...(describedBy === undefined ? {} : { describedBy })}
      onChange={onChange}
    />
  );
}

/** What it is about: reading, writing, or changing the rules themselves. */
export function LevelField({
  value,
  onChange,
}: {
  readonly value: AccessLevelView;
  readonly onChange: (level: AccessLevelView) => void;
}) {
  const name = useId();
  return (
    <fieldset className="levels">
      <legend>{ASK.level}</legend>
      {LEVELS.map(([level, word]) => (
        <label key={level} className="level">
          <input type="radio" name={name} checked={value === level} onChange={() => onChange(level)} />
          <span>{word}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Where it is about; typed, or picked from the tree. */
export function PathField({
  value,
  describedBy,
  onChange,
}: {
  readonly value: string;
  readonly describedBy?: string;
  readonly onChange: (path: string) => void;
}) {
  const id = useId();
  return (
    <div className="path-field">
      <label htmlFor={id}>{ASK.path}</label>
      <input
        id={id}
        type="text"
        aria-label={ASK.path}
        aria-describedby={describedBy}
        autoComplete="off"
        spellCheck={false}
        placeholder={ASK.pathHint}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

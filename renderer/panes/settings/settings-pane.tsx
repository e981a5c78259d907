import { useEffect } from 'react';
import { Button } from '../../parts/button.tsx';
import { Fact, Facts } from '../../parts/facts.tsx';
import { Plain } from '../../parts/plain.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { useOf, useScreen } from '../../store/use-screen.ts';
import { Health } from './health.tsx';
import { SETTINGS, THEMES } from './words.ts';

/** Datasite, look, keys, and how well Gatehouse fares. */
export function SettingsPane() {
  const { session } = useScreen();
  const problem = useOf(
    (screen) => screen.session,
    (state) => state.problem,
  );
  useEffect(() => {
    void session.reload();
  }, [session]);
  return (
    <section className="wide-pane settings" aria-label={SETTINGS.title}>
      <header className="pane-head">
        <h1>{SETTINGS.title}</h1>
      </header>
      {problem === null ? null : <ProblemNote problem={problem} />}
      <div className="settings-all">
        <Datasite />
        <Look />
        <Keys />
        <Health />
      </div>
    </section>
  );
}

function Datasite() {
  const session = useOf(
    (screen) => screen.session,
    (state) => state.session,
  );
  if (session === null || session.datasite === null) return <p>{SETTINGS.none}</p>;
  const { owner, box, practice } = session.datasite;
  return (
    <Facts title={SETTINGS.datasite} {...(practice ? { note: SETTINGS.practice } : {})}>
      <Fact name={SETTINGS.owner}>
        <Plain text={owner} />
      </Fact>
      <Fact name={SETTINGS.box}>
        <Plain text={box} />
      </Fact>
      <Fact name={SETTINGS.version}>{session.version}</Fact>
    </Facts>
  );
}

function Look() {
  const { session } = useScreen();
  const theme = useOf(
    (screen) => screen.session,
    (state) => state.preferences.theme,
  );
  return (
    <section className="facts">
      <h2>{SETTINGS.look}</h2>
      <fieldset className="choices">
        <legend className="off-screen">{SETTINGS.theme}</legend>
        {THEMES.map(([one, word]) => (
          <label key={one} className="choice">
            <input
              type="radio"
              name="theme"
              checked={theme === one}
              onChange={() => void session.change({ theme: one })}
            />
            {word}
          </label>
        ))}
      </fieldset>
    </section>
  );
}

function Keys() {
  const { session, view } = useScreen();
  const singleKeys = useOf(
    (screen) => screen.session,
    (state) => state.preferences.singleKeys,
  );
  return (
    <section className="facts">
      <h2>{SETTINGS.keys}</h2>
      <label className="choice">
        <input
          type="checkbox"
          checked={singleKeys}
          aria-describedby="single-keys-text"
          onChange={(event) => void session.change({ singleKeys: event.target.checked })}
        />
        {SETTINGS.singleKeys}
      </label>
      <p id="single-keys-text" className="facts-note">
        {SETTINGS.singleKeysText}
      </p>
      <Button onClick={() => view.ask({ kind: 'keys' })}>{SETTINGS.sheet}</Button>
    </section>
  );
}

import { Fact, Facts } from '../../parts/facts.tsx';
import { Plain } from '../../parts/plain.tsx';
import { When } from '../../parts/when.tsx';
import { useOf } from '../../store/use-screen.ts';
import { logText, SETTINGS, tookText, watchingText } from './words.ts';

/** How well Gatehouse can see and write, in plain words. */
export function Health() {
  const health = useOf(
    (screen) => screen.session,
    (state) => state.health,
  );
  if (health === null)
    return (
      <Facts title={SETTINGS.health} note={SETTINGS.unknown}>
        {null}
      </Facts>
    );
  return (
    <Facts title={SETTINGS.health}>
      <Fact name={SETTINGS.watching}>
        <Plain text={watchingText(health)} />
      </Fact>
      <Fact name={SETTINGS.sweep}>
        {health.lastSweep === null ? SETTINGS.never : <When at={health.lastSweep} as="exact" />}
        {tookText(health.lastSweepMs)}
      </Fact>
      <Fact name={SETTINGS.jobs}>{health.jobs.toLocaleString('en-GB')}</Fact>
      <Fact name={SETTINGS.receiving}>
        <Plain text={health.receiving} />
      </Fact>
      <Fact name={SETTINGS.log}>
        <Plain text={logText(health)} />
      </Fact>
      <Fact name={SETTINGS.troubles}>
        {health.troubles.length === 0 ? (
          SETTINGS.noTroubles
        ) : (
          <ul className="fact-words">
            {health.troubles.map((trouble) => (
              <li key={`${trouble.at} ${trouble.what}`}>
                <When at={trouble.at} as="exact" /> <Plain text={trouble.what} />
              </li>
            ))}
          </ul>
        )}
      </Fact>
    </Facts>
  );
}

import { HeartCrack } from 'lucide-react';
import { Plain } from '../../parts/plain.tsx';
import { useOf } from '../../store/use-screen.ts';
import { logText, watchingText } from '../settings/words.ts';

/** Says on every screen what keeps anything from being seen or decided. */
export function HealthBanner() {
  const health = useOf(
    (screen) => screen.session,
    (state) => state.health,
  );
  if (health === null) return null;
  const troubles = [
    health.log.writable ? null : logText(health),
    health.watching === 'stopped' ? watchingText(health) : null,
  ].filter((one) => one !== null);
  if (troubles.length === 0) return null;
  return (
    <div className="note note-bad lost" role="alert">
      <HeartCrack size={18} aria-hidden="true" />
      <div className="note-text">
        <Plain text={troubles.join(' ')} />
      </div>
    </div>
  );
}

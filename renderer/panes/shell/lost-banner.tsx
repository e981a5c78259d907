import { Unplug } from 'lucide-react';
import { When } from '../../parts/when.tsx';
import { useOf } from '../../store/use-screen.ts';
import { LOST } from './words.ts';

/** Says that nothing on the screen is alive. */
export function LostBanner() {
  const lostAt = useOf(
    (screen) => screen.session,
    (state) => state.lostAt,
  );
  return (
    <div className="note note-warn lost" role="alert">
      <Unplug size={18} aria-hidden="true" />
      <div className="note-text">
        <strong>{LOST.head}</strong> {LOST.text}
      </div>
      {lostAt === null ? null : (
        <span>
          {LOST.since} <When at={new Date(lostAt).toISOString()} as="moment" />
        </span>
      )}
    </div>
  );
}

import type { LucideIcon } from 'lucide-react';
import { History, Inbox, KeyRound, Settings } from 'lucide-react';
import { isForUs } from '../../store/filter.ts';
import { useOf, useScreen } from '../../store/use-screen.ts';
import type { Pane } from '../../store/view.ts';
import { APP, PANES, waitingText } from './words.ts';

const ITEMS: readonly (readonly [pane: Pane, icon: LucideIcon, keys: string])[] = [
  ['inbox', Inbox, 'g i'],
  ['permissions', KeyRound, 'g p'],
  ['activity', History, 'g y'],
  ['settings', Settings, 'g ,'],
];

/** The way to every screen there is. */
export function Rail() {
  return (
    <nav className="rail" aria-label={APP.rail}>
      {ITEMS.map(([pane, icon, keys]) => (
        <Item key={pane} pane={pane} icon={icon} keys={keys} />
      ))}
    </nav>
  );
}

function Item({
  pane,
  icon: Icon,
  keys,
}: {
  readonly pane: Pane;
  readonly icon: LucideIcon;
  readonly keys: string;
}) {
  const { view } = useScreen();
  const isHere = useOf(
    (screen) => screen.view,
    (state) => state.pane === pane,
  );
  return (
    <button
      type="button"
      className="rail-item"
      title={PANES[pane]}
      aria-current={isHere ? 'page' : undefined}
      aria-keyshortcuts={keys}
      onClick={() => view.go(pane)}
    >
      <Icon size={18} aria-hidden="true" />
      <span className="rail-word">{PANES[pane]}</span>
      {pane === 'inbox' ? <WaitingCount /> : null}
    </button>
  );
}

function WaitingCount() {
  const count = useOf(
    (screen) => screen.jobs,
    (state) => state.list?.rows.filter(isForUs).length ?? 0,
  );
  if (count === 0) return null;
  return (
    <span className="rail-count">
      <span aria-hidden="true">{count.toLocaleString('en-GB')}</span>
      <span className="off-screen">{waitingText(count)}</span>
    </span>
  );
}

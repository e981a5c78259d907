import { useVirtualizer } from '@tanstack/react-virtual';
import type { LucideIcon } from 'lucide-react';
import { Ban, CircleCheck, Info, KeyRound, PenLine } from 'lucide-react';
import { useRef } from 'react';
import type { ActivityRow } from '../../../shared/view/activity.ts';
import { Button } from '../../parts/button.tsx';
import { Plain } from '../../parts/plain.tsx';
import { shortHash } from '../../parts/sizes.ts';
import { When } from '../../parts/when.tsx';
import { useOf, useScreen } from '../../store/use-screen.ts';
import { ACTIVITY, kindText } from './words.ts';

const ROW_HEIGHT = 44;

const ICONS: Readonly<Record<ActivityRow['kind'], LucideIcon>> = {
  intent: PenLine,
  outcome: CircleCheck,
  refusal: Ban,
  note: Info,
  'rule-edit': KeyRound,
};

/** The entries, of which only those in view exist. */
export function EntryList({ rows }: { readonly rows: readonly ActivityRow[] }) {
  const { activity } = useScreen();
  const more = useOf(
    (screen) => screen.activity,
    (state) => state.more,
  );
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
  });
  if (rows.length === 0) {
    return (
      <div className="empty">
        <strong>{ACTIVITY.empty}</strong>
        <p>{ACTIVITY.emptyText}</p>
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reachable by keyboard.
    <section ref={box} className="virtual entries" tabIndex={0} aria-label={ACTIVITY.list}>
      <ol className="virtual-all" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          const style = { height: ROW_HEIGHT, transform: `translateY(${item.start}px)` };
          return (
            <li key={row.seq} className="virtual-row" style={style}>
              <Entry row={row} />
            </li>
          );
        })}
      </ol>
      {more ? <Button onClick={() => void activity.loadMore()}>{ACTIVITY.more}</Button> : null}
    </section>
  );
}

function Entry({ row }: { readonly row: ActivityRow }) {
  const Icon = ICONS[row.kind];
  return (
    <div className={`entry entry-${row.kind}`}>
      <Icon size={16} aria-hidden="true" />
      <span className="entry-time">
        <When at={row.at} as="exact" />
      </span>
      <span className="entry-kind">{kindText(row.kind)}</span>
      <span className="entry-text">
        <Plain text={row.text} />
        {row.reason === null || row.reason === '' ? null : (
          <span className="entry-reason">
            {' '}
            {ACTIVITY.reason} <Plain text={row.reason} />
          </span>
        )}
      </span>
      <span className="entry-by">
        {row.by === null ? null : (
          <>
            {ACTIVITY.by} <Plain text={row.by} />
          </>
        )}
      </span>
      <code className="entry-hash" title={row.hash}>
        {shortHash(row.hash)}
      </code>
    </div>
  );
}

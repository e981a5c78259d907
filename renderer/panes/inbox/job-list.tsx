import { ArrowUp } from 'lucide-react';
import { type FocusEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { JobRow as Row } from '../../../shared/view/job.ts';
import { VirtualList } from '../../parts/virtual-list.tsx';
import { scrollShift } from '../../store/arrange.ts';
import { useOf, useScreen } from '../../store/use-screen.ts';
import { JobRow, ROW_HEIGHT } from './job-row.tsx';
import { emptyWords, INBOX, newText } from './words.ts';

/** The jobs that fit the filters; stands still while somebody points at it or moves in it. */
export function JobList() {
  const { inbox, view } = useScreen();
  const { rows, gone } = useOf(
    (screen) => screen.inbox,
    (state) => state.arrangement,
  );
  const chosen = useOf(
    (screen) => screen.inbox,
    (state) => state.chosen,
  );
  const box = useRef<HTMLDivElement>(null);
  const [atTop, setAtTop] = useState(true);
  useAnchor(box, rows, chosen);
  useListFocus(box);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only watches whether somebody points at what is inside.
    <div
      className="job-list"
      onPointerEnter={() => inbox.hold(true)}
      onPointerLeave={() => inbox.hold(holdsFocus(box.current))}
      onFocus={() => inbox.hold(true)}
      onBlur={(event) => letGo(event, () => inbox.hold(false))}
    >
      <NewPill atTop={atTop} onShow={() => box.current?.scrollTo({ top: 0 })} />
      {rows.length === 0 ? <Empty /> : null}
      <VirtualList
        label={INBOX.list}
        className="jobs"
        box={box}
        rows={rows}
        rowHeight={ROW_HEIGHT}
        keyOf={(row) => row.id}
        chosen={rows.findIndex((row) => row.id === chosen)}
        onStep={(by) => inbox.step(by)}
        onChoose={(row) => inbox.choose(row.id)}
        onOpen={() => view.focusOn('page')}
        onScroll={(top) => {
          setAtTop(top < ROW_HEIGHT / 2);
          if (top < ROW_HEIGHT / 2) inbox.sawTop();
        }}
        draw={(row) => <JobRow row={row} gone={gone.has(row.id)} />}
      />
    </div>
  );
}

/** New rows that have no place yet, or one above what is in view. */
function NewPill({ atTop, onShow }: { readonly atTop: boolean; readonly onShow: () => void }) {
  const { inbox } = useScreen();
  const kept = useOf(
    (screen) => screen.inbox,
    (state) => state.arrangement.kept,
  );
  const unseen = useOf(
    (screen) => screen.inbox,
    (state) => state.unseen.size,
  );
  const count = kept > 0 ? kept : atTop ? 0 : unseen;
  if (count === 0) return null;
  const show = () => {
    inbox.showNew();
    onShow();
  };
  return (
    <button type="button" className="new-pill" onClick={show}>
      <ArrowUp size={14} aria-hidden="true" />
      {newText(count)}
    </button>
  );
}

function Empty() {
  const group = useOf(
    (screen) => screen.inbox,
    (state) => state.filter.group,
  );
  const searching = useOf(
    (screen) => screen.inbox,
    (state) => state.filter.search.trim() !== '',
  );
  const isLoaded = useOf(
    (screen) => screen.jobs,
    (state) => state.list !== null,
  );
  if (!isLoaded) return <p className="empty">{INBOX.loading}</p>;
  const [head, text] = emptyWords(group, searching);
  return (
    <div className="empty">
      <strong>{head}</strong>
      <p>{text}</p>
    </div>
  );
}

/** Keeps what is read where it is when rows come or go above it. */
function useAnchor(
  box: { readonly current: HTMLDivElement | null },
  rows: readonly Row[],
  chosen: string | null,
): void {
  const before = useRef({ rows, chosen });
  useLayoutEffect(() => {
    const last = before.current;
    before.current = { rows, chosen };
    const element = box.current;
    if (element === null || last.rows === rows || last.chosen !== chosen) return;
    const view = { top: element.scrollTop, height: element.clientHeight, row: ROW_HEIGHT, chosen };
    const shift = scrollShift(last.rows, rows, view);
    if (shift !== 0) element.scrollTop += shift;
  }, [box, rows, chosen]);
}

function useListFocus(box: { readonly current: HTMLDivElement | null }): void {
  const focus = useOf(
    (screen) => screen.view,
    (state) => state.focus,
  );
  useEffect(() => {
    if (focus.on === 'list') box.current?.focus();
  }, [box, focus]);
}

function holdsFocus(element: HTMLElement | null): boolean {
  return element?.contains(document.activeElement) ?? false;
}

function letGo(event: FocusEvent<HTMLElement>, run: () => void): void {
  const to = event.relatedTarget;
  const stays = to instanceof Node && event.currentTarget.contains(to);
  if (!stays && !event.currentTarget.matches(':hover')) run();
}

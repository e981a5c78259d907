import { type FocusEvent, useEffect, useLayoutEffect, useRef } from 'react';
import type { JobRow as Row } from '../../../shared/view/job.ts';
import { VirtualList } from '../../parts/virtual-list.tsx';
import { scrollShift } from '../../store/arrange.ts';
import { useOf, useScreen } from '../../store/use-screen.ts';
import { JobRow, ROW_HEIGHT } from './job-row.tsx';
import { emptyWords, INBOX } from './words.ts';

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
  useTop(box);
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
        onScroll={(top) => inbox.atTop(isAtTop(top))}
        draw={(row) => <JobRow row={row} gone={gone.has(row.id)} />}
      />
    </div>
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
  const { inbox } = useScreen();
  const before = useRef({ rows, chosen });
  useLayoutEffect(() => {
    const last = before.current;
    before.current = { rows, chosen };
    const element = box.current;
    if (element === null || last.rows === rows || last.chosen !== chosen) return;
    const view = { top: element.scrollTop, height: element.clientHeight, row: ROW_HEIGHT, chosen };
    const shift = scrollShift(last.rows, rows, view);
    if (shift !== 0) element.scrollTop += shift;
    inbox.atTop(isAtTop(element.scrollTop));
  }, [box, inbox, rows, chosen]);
}

function isAtTop(scrolled: number): boolean {
  return scrolled < ROW_HEIGHT / 2;
}

function useTop(box: { readonly current: HTMLDivElement | null }): void {
  const toTop = useOf(
    (screen) => screen.inbox,
    (state) => state.toTop,
  );
  const last = useRef(toTop);
  useEffect(() => {
    if (last.current !== toTop) box.current?.scrollTo({ top: 0 });
    last.current = toTop;
  }, [box, toTop]);
}

function useListFocus(box: { readonly current: HTMLDivElement | null }): void {
  const { view } = useScreen();
  const focus = useOf(
    (screen) => screen.view,
    (state) => state.focus,
  );
  useEffect(() => {
    if (focus.on !== 'list') return;
    box.current?.focus();
    view.focused();
  }, [box, view, focus]);
}

function holdsFocus(element: HTMLElement | null): boolean {
  return element?.contains(document.activeElement) ?? false;
}

function letGo(event: FocusEvent<HTMLElement>, run: () => void): void {
  const to = event.relatedTarget;
  const stays = to instanceof Node && event.currentTarget.contains(to);
  if (!stays && !event.currentTarget.matches(':hover')) run();
}

import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useEffectEvent,
  useId,
  useRef,
} from 'react';
import { stepOf } from './list-steps.ts';

interface Rows<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly rowHeight: number;
  readonly keyOf: (row: Row, place: number) => string;
  /** Place of the chosen row, -1 for none. */
  readonly chosen: number;
  readonly onStep: (by: number) => void;
  readonly onChoose: (row: Row, place: number) => void;
  readonly onOpen?: () => void;
  readonly draw: (row: Row) => ReactNode;
  readonly className?: string;
  /** Filled with the element that scrolls. */
  readonly box?: RefObject<HTMLDivElement | null>;
  readonly onScroll?: (top: number) => void;
}

const OVERSCAN = 8;

/** A list box of rows of one height, of which only those in view exist. One stop for Tab; arrows choose. */
export function VirtualList<Row>(props: Rows<Row>) {
  const { rows, chosen, rowHeight } = props;
  const own = useRef<HTMLDivElement>(null);
  const box = props.box ?? own;
  const id = useId();
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
  });
  const row = rows[chosen];
  const chosenKey = row === undefined ? null : props.keyOf(row, chosen);
  const showChosen = useEffectEvent(() => virtual.scrollToIndex(chosen, { align: 'auto' }));
  useEffect(() => {
    if (chosenKey !== null) showChosen();
  }, [chosenKey]);
  const items = virtual.getVirtualItems();
  const isDrawn = items.some((item) => item.index === chosen);
  return (
    <div className={`virtual-frame ${props.className ?? ''}`}>
      <div
        {...(isDrawn ? { 'aria-activedescendant': `${id}-${chosen}` } : {})}
        ref={box}
        role="listbox"
        tabIndex={0}
        aria-label={props.label}
        className="virtual"
        onKeyDown={(event) => hearKey(event, props, Math.floor(event.currentTarget.clientHeight / rowHeight))}
        onScroll={(event) => props.onScroll?.(event.currentTarget.scrollTop)}
      >
        <div role="presentation" className="virtual-all" style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => (
            <Option
              key={item.key}
              {...props}
              id={`${id}-${item.index}`}
              place={item.index}
              top={item.start}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

function Option<Row>(
  props: Rows<Row> & { readonly id: string; readonly place: number; readonly top: number },
) {
  const { place, rows } = props;
  const row = rows[place];
  if (row === undefined) return null;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list box hears the keys for all its options.
    // biome-ignore lint/a11y/useFocusableInteractive: focus stays on the list box, which names the active option.
    <div
      id={props.id}
      role="option"
      aria-selected={place === props.chosen}
      aria-posinset={place + 1}
      aria-setsize={rows.length}
      className="virtual-row"
      style={{ height: props.rowHeight, transform: `translateY(${props.top}px)` }}
      onClick={() => props.onChoose(row, place)}
    >
      {props.draw(row)}
    </div>
  );
}

function hearKey<Row>(event: KeyboardEvent, props: Rows<Row>, page: number): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const step = stepOf(event.key, Math.max(1, page), props.rows.length);
  if (step !== 0) props.onStep(step);
  else if (event.key === 'Enter' && props.onOpen !== undefined) props.onOpen();
  else return;
  event.preventDefault();
}

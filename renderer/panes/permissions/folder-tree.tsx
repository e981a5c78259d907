import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useEffectEvent, useId, useRef } from 'react';
import { stepOf } from '../../parts/list-steps.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import type { FolderRow as Row } from '../../store/permissions/folder-rows.ts';
import type { Folders } from '../../store/permissions/folders.ts';
import { useOf, useScreen } from '../../store/use-screen.ts';
import { FOLDER_ROW_HEIGHT, FolderRow } from './folder-row.tsx';
import { PERMISSIONS, TREE } from './words.ts';

const OVERSCAN = 8;
/** Room above the first line and below the last, in pixels. */
const MARGIN = 6;

/** The datasite's folders as a tree, of which only the lines in view exist. One stop for Tab; arrows walk it. */
export function FolderTree() {
  const rows = useOf(
    (screen) => screen.permissions.folders,
    (state) => state.rows,
  );
  const root = useOf(
    (screen) => screen.permissions.folders,
    (state) => state.known.get(''),
  );
  if (root?.kind === 'refused') return <ProblemNote problem={root.problem} />;
  if (rows.length === 0) return <p className="empty">{PERMISSIONS.loading}</p>;
  return <Tree rows={rows} />;
}

function Tree({ rows }: { readonly rows: readonly Row[] }) {
  const { folders } = useScreen().permissions;
  const chosenPath = useOf(
    (screen) => screen.permissions.folders,
    (state) => state.chosen,
  );
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => FOLDER_ROW_HEIGHT,
    overscan: OVERSCAN,
    paddingStart: MARGIN,
    paddingEnd: MARGIN,
    scrollPaddingStart: MARGIN,
    scrollPaddingEnd: MARGIN,
  });
  const chosen = rows.findIndex((row) => row.folder.path === chosenPath);
  const showChosen = useEffectEvent(() => chosen !== -1 && virtual.scrollToIndex(chosen, { align: 'auto' }));
  useEffect(() => {
    if (chosenPath !== null) showChosen();
  }, [chosenPath]);
  const items = virtual.getVirtualItems();
  const isDrawn = items.some((item) => item.index === chosen);
  return (
    <div className="virtual-frame">
      <div
        {...(isDrawn ? { 'aria-activedescendant': `${id}-${chosen}` } : {})}
        ref={box}
        role="tree"
        tabIndex={0}
        aria-label={PERMISSIONS.tree}
        className="virtual folder-tree"
        onKeyDown={(event) => hearKey(event, folders, rows.length)}
      >
        <div role="presentation" className="virtual-all" style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => (
            <Item
              key={item.key}
              id={`${id}-${item.index}`}
              row={rows[item.index]}
              top={item.start}
              isChosen={item.index === chosen}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

function Item({
  id,
  row,
  top,
  isChosen,
}: {
  readonly id: string;
  readonly row: Row | undefined;
  readonly top: number;
  readonly isChosen: boolean;
}) {
  const { permissions } = useScreen();
  const owner = useOf(
    (screen) => screen.session,
    (state) => state.session?.datasite?.owner ?? '',
  );
  if (row === undefined) return null;
  const { path, name } = row.folder;
  const toggle = () =>
    row.state === 'open' ? permissions.folders.close(path) : void permissions.folders.open(path);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree hears the keys for all its items.
    // biome-ignore lint/a11y/useFocusableInteractive: focus stays on the tree, which names the active item.
    <div
      id={id}
      role="treeitem"
      aria-level={row.level}
      aria-posinset={row.place}
      aria-setsize={row.siblings}
      aria-selected={isChosen}
      {...(row.state === 'leaf' ? {} : { 'aria-expanded': row.state === 'open' })}
      aria-busy={row.note === 'reading'}
      aria-description={row.folder.hasRules ? TREE.rules : undefined}
      className="virtual-row"
      style={{ height: FOLDER_ROW_HEIGHT, transform: `translateY(${top}px)` }}
      onClick={() => permissions.pick(path)}
      onDoubleClick={toggle}
    >
      <FolderRow row={row} name={path === '' ? owner : name} onToggle={toggle} />
    </div>
  );
}

function hearKey(event: KeyboardEvent<HTMLElement>, folders: Folders, count: number): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const page = Math.max(1, Math.floor(event.currentTarget.clientHeight / FOLDER_ROW_HEIGHT));
  const step = stepOf(event.key, page, count);
  if (step !== 0) folders.step(step);
  else if (event.key === 'ArrowRight') folders.enter();
  else if (event.key === 'ArrowLeft') folders.leave();
  else return;
  event.preventDefault();
}

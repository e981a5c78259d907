import { ChevronDown, ChevronRight, Folder, FolderOpen, KeyRound } from 'lucide-react';
import { memo } from 'react';
import { Chip } from '../../parts/chip.tsx';
import { Plain, plainText } from '../../parts/plain.tsx';
import { wordsOf } from '../../parts/problem-words.ts';
import type { FolderRow as Row } from '../../store/permissions/folder-rows.ts';
import { TREE } from './words.ts';

/** Height of a line of the tree, in pixels. */
export const FOLDER_ROW_HEIGHT = 42;

const INDENT = 14;

/** One folder: its name, whether rules lie in it, and what they mean. */
export const FolderRow = memo(function FolderRow({
  row,
  name,
  onToggle,
}: {
  readonly row: Row;
  /** The folder's name; that of the datasite is its owner. */
  readonly name: string;
  readonly onToggle: () => void;
}) {
  const { folder } = row;
  return (
    <div className="folder-row" style={{ paddingLeft: 6 + (row.level - 1) * INDENT }}>
      <Toggle row={row} onToggle={onToggle} />
      <div className="folder-words">
        <div className="folder-name">
          <span>
            <Plain text={name} />
          </span>
          {folder.broken ? <Chip tone="bad">{TREE.broken}</Chip> : null}
          {folder.hasRules && !folder.broken ? (
            <span className="folder-rules" title={TREE.rules}>
              <KeyRound size={12} aria-label={TREE.rules} />
            </span>
          ) : null}
        </div>
        <div className="folder-summary" title={plainText(folder.summary)}>
          <Plain text={folder.summary} />
          <Note note={row.note} />
        </div>
      </div>
    </div>
  );
});

function Toggle({ row, onToggle }: { readonly row: Row; readonly onToggle: () => void }) {
  const Chevron = row.state === 'open' ? ChevronDown : ChevronRight;
  const Icon = row.state === 'open' ? FolderOpen : Folder;
  return (
    <span
      className="folder-toggle"
      aria-hidden="true"
      onClick={(event) => {
        if (row.state === 'leaf') return;
        event.stopPropagation();
        onToggle();
      }}
    >
      {row.state === 'leaf' ? <span className="folder-leaf" /> : <Chevron size={14} />}
      <Icon size={16} />
    </span>
  );
}

function Note({ note }: { readonly note: Row['note'] }) {
  if (note === null) return null;
  if (note === 'reading' || note === 'more') return <span className="folder-note"> · {TREE[note]}</span>;
  return (
    <span className="folder-note folder-note-bad">
      {' · '}
      <Plain text={wordsOf(note).what} />
    </span>
  );
}

import { ArrowUp, Search } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { GROUPS, type Group } from '../../store/filter.ts';
import { newCount } from '../../store/inbox.ts';
import { useOf, useScreen } from '../../store/use-screen.ts';
import { GROUP_WORDS, hiddenText, INBOX, newText, readingText, SENT_TITLE } from './words.ts';

/** Search, the states to show, and how much that hides. */
export function Filters() {
  return (
    <div className="filters">
      <SearchBox />
      <Groups />
      <div className="filter-line">
        <Hidden />
        <NewPill />
      </div>
    </div>
  );
}

function SearchBox() {
  const { inbox, view } = useScreen();
  const text = useOf(
    (screen) => screen.inbox,
    (state) => state.filter.search,
  );
  const focus = useOf(
    (screen) => screen.view,
    (state) => state.focus,
  );
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focus.on !== 'search') return;
    field.current?.focus();
    field.current?.select();
    view.focused();
  }, [view, focus]);
  return (
    <div className="search">
      <Search size={18} aria-hidden="true" />
      <input
        ref={field}
        type="search"
        value={text}
        aria-label={INBOX.search}
        aria-keyshortcuts="/"
        placeholder={INBOX.searchHint}
        spellCheck={false}
        onChange={(event) => inbox.search(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' && event.key !== 'Enter' && event.key !== 'ArrowDown') return;
          event.preventDefault();
          if (event.key === 'Escape') inbox.search('');
          view.focusOn('list');
        }}
      />
    </div>
  );
}

function Groups() {
  const { inbox } = useScreen();
  const chosen = useOf(
    (screen) => screen.inbox,
    (state) => state.filter.group,
  );
  const counts = useOf(
    (screen) => screen.inbox,
    (state) => state.filtered.counts,
  );
  const shown = GROUPS.filter((group) => group !== 'sent' || counts.sent > 0 || chosen === 'sent');
  return (
    <fieldset className="groups">
      <legend className="off-screen">{INBOX.groups}</legend>
      {shown.map((group: Group) => (
        <button
          key={group}
          type="button"
          className="group"
          aria-pressed={chosen === group}
          title={group === 'sent' ? SENT_TITLE : undefined}
          onClick={() => inbox.pick(group)}
        >
          {GROUP_WORDS[group]} {counts[group] > 0 ? counts[group].toLocaleString('en-GB') : null}
        </button>
      ))}
    </fieldset>
  );
}

function Hidden() {
  const { inbox } = useScreen();
  const hidden = useOf(
    (screen) => screen.inbox,
    (state) => state.filtered.hidden,
  );
  const reading = useOf(
    (screen) => screen.jobs,
    (state) => (state.reading ? (state.list?.rows.length ?? 0) : null),
  );
  if (reading !== null) return <p>{readingText(reading)}</p>;
  if (hidden === 0) return null;
  return (
    <p>
      {hiddenText(hidden)} ·{' '}
      <button type="button" className="link" onClick={() => inbox.clear()}>
        {INBOX.clear}
      </button>
    </p>
  );
}

/** New rows that have no place yet, or one above what is in view. */
function NewPill() {
  const { inbox } = useScreen();
  const count = useOf((screen) => screen.inbox, newCount);
  if (count === 0) return null;
  return (
    <button type="button" className="new-pill" onClick={() => inbox.showNew()}>
      <ArrowUp size={14} aria-hidden="true" />
      {newText(count)}
    </button>
  );
}

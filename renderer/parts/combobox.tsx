import { type KeyboardEvent, useId, useState } from 'react';
import { Plain } from './plain.tsx';

interface Choice {
  readonly label: string;
  readonly value: string;
  /** Everything to choose from; what fits the text is offered. */
  readonly options: readonly string[];
  readonly optionsLabel: string;
  readonly placeholder?: string;
  readonly describedBy?: string;
  readonly onChange: (text: string) => void;
}

const MOST = 8;

/** A text field that offers what others wrote before; any other text is taken too. */
export function Combobox(props: Choice) {
  const { value, onChange } = props;
  const id = useId();
  const list = useList(props);
  const { active, fitting, isShown } = list;
  return (
    <div className="combobox">
      <label htmlFor={`${id}-field`}>{props.label}</label>
      <input
        id={`${id}-field`}
        type="text"
        role="combobox"
        aria-label={props.label}
        aria-expanded={isShown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        {...(isShown && active >= 0 ? { 'aria-activedescendant': `${id}-${active}` } : {})}
        aria-describedby={props.describedBy}
        autoComplete="off"
        spellCheck={false}
        placeholder={props.placeholder}
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
          list.show(-1);
        }}
        onClick={() => list.show(-1)}
        onBlur={list.hide}
        onKeyDown={list.hear}
      />
      <div id={`${id}-list`} role="listbox" aria-label={props.optionsLabel} hidden={!isShown}>
        {fitting.map((option, place) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field hears the keys for all its options.
          <div
            key={option}
            id={`${id}-${place}`}
            role="option"
            tabIndex={-1}
            aria-selected={place === active}
            // The field keeps the focus, or its list would be gone before the click.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => list.take(option)}
          >
            <Plain text={option} />
          </div>
        ))}
      </div>
    </div>
  );
}

/** What is offered, and the keys that walk it. */
function useList({ value, options, onChange }: Choice) {
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const fitting = fittingOptions(options, value);
  const isShown = isOpen && fitting.length > 0;
  const hide = () => setOpen(false);
  const show = (place: number) => {
    setOpen(true);
    setActive(place);
  };
  const take = (option: string) => {
    onChange(option);
    hide();
  };
  const walk = (by: number) => {
    const from = isShown && active >= 0 ? active : by > 0 ? -1 : 0;
    show((from + by + fitting.length) % fitting.length);
  };
  const act = (key: string): boolean => {
    const option = isShown ? fitting[active] : undefined;
    if (key === 'ArrowDown' && fitting.length > 0) walk(1);
    else if (key === 'ArrowUp' && fitting.length > 0) walk(-1);
    else if (key === 'Enter' && option !== undefined) take(option);
    else if (key === 'Escape' && isShown) hide();
    else return false;
    return true;
  };
  const hear = (event: KeyboardEvent) => {
    if (act(event.key)) event.preventDefault();
  };
  return { active, fitting, isShown, hide, show, take, hear };
}

/** Options that hold the text, those that begin with it first; none once one of them is all of it. */
export function fittingOptions(options: readonly string[], text: string): readonly string[] {
  const asked = text.trim().toLowerCase();
  if (options.some((option) => option.toLowerCase() === asked)) return [];
  const rank = (option: string) => (option.toLowerCase().startsWith(asked) ? 0 : 1);
  return options
    .filter((option) => option.toLowerCase().includes(asked))
    .sort((one, other) => rank(one) - rank(other))
    .slice(0, MOST);
}

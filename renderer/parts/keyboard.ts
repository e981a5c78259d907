import { useEffect, useEffectEvent } from 'react';

/** What a key or a row of keys does; `keys` as in `a`, `Enter`, `ArrowDown`, `Mod+f`, `g i`. */
export interface Binding {
  readonly keys: string;
  readonly run: () => void;
  /** Keys that decide: deaf to auto-repeat. */
  readonly decides?: boolean;
  /** Heard in text fields too. */
  readonly always?: boolean;
}

/** The little of a key event that matters. */
export interface Stroke {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly repeat: boolean;
}

const SECOND_KEY_WITHIN_MS = 1500;

/** The name of a stroke: `a`, `?`, `Enter`, `Mod+f`; null for strokes that are nobody's, such as a bare Shift. */
export function nameOf(stroke: Stroke): string | null {
  if (stroke.altKey || ['Shift', 'Control', 'Meta', 'Alt', 'Dead', 'Process'].includes(stroke.key))
    return null;
  const key = stroke.key.length === 1 ? stroke.key.toLowerCase() : stroke.key;
  return stroke.ctrlKey || stroke.metaKey ? `Mod+${key}` : key;
}

/** Whether the keys of a binding are bare letters or signs, which can be switched off. */
export function isSingle(keys: string): boolean {
  return keys.split(' ').every((key) => key.length === 1);
}

/**
 * Finds what a stroke means after the one before it. `first` is a key that waits for a second one, such as `g`.
 */
export function findBinding(
  bindings: readonly Binding[],
  first: string | null,
  stroke: Stroke,
): { readonly found: Binding | null; readonly first: string | null } {
  const name = nameOf(stroke);
  if (name === null) return { found: null, first };
  const asked = first === null ? name : `${first} ${name}`;
  const found = bindings.find((one) => one.keys === asked) ?? null;
  if (found !== null) return { found: stroke.repeat && found.decides === true ? null : found, first: null };
  const begins = first === null && bindings.some((one) => one.keys.startsWith(`${name} `));
  return { found: null, first: begins && !stroke.repeat ? name : null };
}

/** Listens to the whole page for these keys; fields and open dialogs keep their own. */
export function useKeys(bindings: readonly Binding[], singles: boolean): void {
  const hear = useEffectEvent((event: KeyboardEvent, before: Waiting): Waiting => {
    if (event.defaultPrevented || event.isComposing || isInDialog()) return NONE;
    const heard = bindings.filter(
      (one) => (singles || !isSingle(one.keys)) && (one.always === true || !isField(event.target)),
    );
    const late = event.timeStamp - before.at > SECOND_KEY_WITHIN_MS;
    const { found, first } = findBinding(heard, late ? null : before.first, event);
    if (found !== null) {
      event.preventDefault();
      found.run();
    }
    return { first, at: event.timeStamp };
  });
  useEffect(() => {
    let waiting = NONE;
    const listen = (event: KeyboardEvent) => {
      waiting = hear(event, waiting);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}

interface Waiting {
  readonly first: string | null;
  readonly at: number;
}

const NONE: Waiting = { first: null, at: 0 };

/** Whether typing there writes text. */
export function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type);
  return (
    target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
  );
}

function isInDialog(): boolean {
  return document.querySelector('[role=dialog],[role=alertdialog],[role=menu]') !== null;
}

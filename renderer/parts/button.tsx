import type { ComponentProps, ReactNode } from 'react';

interface Look {
  readonly tone?: 'plain' | 'ok' | 'bad' | 'accent' | 'quiet';
  /** The key that does the same, as a keyboard event names it; shown on the button. */
  readonly hint?: string | null;
  readonly icon?: ReactNode;
}

const SHOWN: Readonly<Record<string, string>> = { Enter: '⏎', Escape: 'Esc' };

/** A button; the hint is for the eyes, screen readers get `aria-keyshortcuts`. */
export function Button({ tone = 'plain', hint, icon, children, ...rest }: Look & ComponentProps<'button'>) {
  const keyed = hint == null ? {} : { 'aria-keyshortcuts': hint };
  return (
    <button type="button" {...rest} {...keyed} className={`button button-${tone} ${rest.className ?? ''}`}>
      {icon}
      <span>{children}</span>
      {hint == null ? null : (
        <span className="hint" aria-hidden="true">
          {SHOWN[hint] ?? hint.toUpperCase()}
        </span>
      )}
    </button>
  );
}

import type { ReactNode } from 'react';

export type Tone = 'plain' | 'accent' | 'ok' | 'warn' | 'bad';

/** A word or two about something, on a ground of its own; the word says it, the colour only helps. */
export function Chip({
  tone = 'plain',
  title,
  children,
}: {
  readonly tone?: Tone;
  readonly title?: string | undefined;
  readonly children: ReactNode;
}) {
  return (
    <span className={`chip chip-${tone}`} title={title}>
      {children}
    </span>
  );
}

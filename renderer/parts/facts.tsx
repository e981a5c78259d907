import type { ReactNode } from 'react';

/** A titled list of names and values. */
export function Facts({
  title,
  note,
  children,
}: {
  readonly title: string;
  readonly note?: string;
  readonly children: ReactNode;
}) {
  return (
    <section className="facts">
      <h2>{title}</h2>
      {note === undefined ? null : <p className="facts-note">{note}</p>}
      <dl>{children}</dl>
    </section>
  );
}

/** One name with its value. */
export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

import { useNow } from './now.ts';
import { ageText, exactText, isoText, momentText } from './time.ts';

const WAYS = { age: ageText, moment: momentText, exact: exactText } as const;

/** A time, local in words and ISO on hover. */
export function When({ at, as }: { readonly at: string; readonly as: keyof typeof WAYS }) {
  const now = useNow();
  const iso = isoText(at);
  return (
    <time dateTime={iso} title={iso}>
      {WAYS[as](at, now)}
    </time>
  );
}

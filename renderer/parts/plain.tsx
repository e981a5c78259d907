import { splitHidden } from './hidden-characters.ts';

/**
 * Text that a stranger chose: drawn as text only, hidden characters as marks, and held so that its direction cannot
 * spill over what stands beside it.
 */
export function Plain({ text }: { readonly text: string }) {
  const parts = splitHidden(text);
  if (parts.length === 1 && typeof parts[0] === 'string') return <bdi>{text}</bdi>;
  return (
    <bdi>
      {parts.map((part, place) =>
        typeof part === 'string' ? (
          part
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other name than their place.
          <span key={place} className="hidden-mark" title={part.name}>
            {part.mark}
          </span>
        ),
      )}
    </bdi>
  );
}

/** The same for places that take a string only, such as titles and announcements. */
export function plainText(text: string): string {
  return splitHidden(text)
    .map((part) => (typeof part === 'string' ? part : `⟨${part.mark}⟩`))
    .join('');
}

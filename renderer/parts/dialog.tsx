import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

/** A dialog over the page: title, one sentence, content, buttons. Escape and a click outside close it. */
export function Dialog({
  title,
  says,
  wide = false,
  onClose,
  children,
}: {
  readonly title: string;
  readonly says: string;
  readonly wide?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Radix.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Radix.Portal>
        <Radix.Overlay className="shade" />
        <Radix.Content
          className={wide ? 'dialog dialog-wide' : 'dialog'}
          onEscapeKeyDown={(event) => isListOpen() && event.preventDefault()}
        >
          <Radix.Title className="dialog-title">{title}</Radix.Title>
          <Radix.Description className="dialog-says">{says}</Radix.Description>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** The first Escape closes a list that is open in the dialog, not the dialog. */
function isListOpen(): boolean {
  return document.querySelector('[role=dialog] [role=combobox][aria-expanded=true]') !== null;
}

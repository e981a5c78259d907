import { ChevronDown } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { JobDetail } from '../../../shared/view/job.ts';
import { copyText } from '../../parts/clipboard.ts';
import { useSpeak } from '../../parts/live-region.tsx';
import { BAR, JOB, WITHDRAW } from './words.ts';

/** What is seldom needed. */
export function MoreMenu({ detail }: { readonly detail: JobDetail }) {
  const speak = useSpeak();
  const copy = async (text: string) => speak((await copyText(text)) ? JOB.copied : JOB.notCopied);
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="button button-plain">
        <span>{BAR.more}</span>
        <ChevronDown size={14} aria-hidden="true" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="start" side="top" sideOffset={4}>
          <DropdownMenu.Item
            className="menu-item"
            disabled={detail.digest === null}
            onSelect={() => void copy(detail.digest ?? '')}
          >
            {JOB.copyDigest}
          </DropdownMenu.Item>
          <DropdownMenu.Item className="menu-item" onSelect={() => void copy(detail.id)}>
            {JOB.copyPlace}
          </DropdownMenu.Item>
          {detail.own && detail.status === 'running' ? (
            <DropdownMenu.Item className="menu-item" disabled>
              {WITHDRAW.tooLate}
            </DropdownMenu.Item>
          ) : null}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

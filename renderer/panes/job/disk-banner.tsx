import { FileDiff, FileX2 } from 'lucide-react';
import { Button } from '../../parts/button.tsx';
import { useScreen } from '../../store/use-screen.ts';
import { JOB } from './words.ts';

/** Says when what is shown is no longer what lies on disk; the page itself stays as it was read. */
export function DiskBanner({ disk }: { readonly disk: 'same' | 'changed' | 'gone' }) {
  const { detail } = useScreen();
  if (disk === 'same') return null;
  const isGone = disk === 'gone';
  const Icon = isGone ? FileX2 : FileDiff;
  return (
    <div className="note note-warn" role="status">
      <Icon size={18} aria-hidden="true" />
      <div className="note-text">
        <strong>{isGone ? JOB.gone : JOB.changed}</strong> {isGone ? JOB.goneNext : JOB.changedNext}
      </div>
      {isGone ? null : <Button onClick={() => void detail.showAgain()}>{JOB.showNew}</Button>}
    </div>
  );
}

import type { LucideIcon } from 'lucide-react';
import { Check, File, FileQuestionMark, Folder, Link2, Plug } from 'lucide-react';
import type { FileView } from '../../../shared/view/job.ts';
import { Plain, plainText } from '../../parts/plain.tsx';
import { countText, shortHash, sizeText } from '../../parts/sizes.ts';
import { FILES, kindWord } from './words.ts';

/** Height of an entry in the list of files, in pixels. */
export const FILE_ROW_HEIGHT = 28;

const ICONS: Readonly<Record<FileView['kind'], LucideIcon>> = {
  file: File,
  folder: Folder,
  link: Link2,
  'hard-link': Link2,
  fifo: Plug,
  socket: Plug,
  device: Plug,
  unreadable: FileQuestionMark,
};

/** One entry of the job: name, what is special about it, size, hash, and whether its bytes were on screen. */
export function FileRow({ file, isViewed }: { readonly file: FileView; readonly isViewed: boolean }) {
  const Icon = ICONS[file.kind];
  return (
    <div className="file-row">
      <Icon size={14} aria-hidden="true" />
      <span className="file-row-path">
        <Plain text={file.path} />
      </span>
      <Remarks file={file} />
      <span className="file-row-size">{file.kind === 'folder' ? '' : sizeText(file.size)}</span>
      <code className="file-row-hash" title={file.sha256 ?? undefined}>
        {file.sha256 === null ? '' : shortHash(file.sha256)}
      </code>
      <span className="file-row-seen">
        {isViewed ? (
          <>
            <Check size={14} aria-hidden="true" />
            {FILES.viewed}
          </>
        ) : null}
      </span>
    </div>
  );
}

function Remarks({ file }: { readonly file: FileView }) {
  const isPlain = file.kind === 'file' || file.kind === 'folder';
  const why = file.kind === 'folder' || file.shown ? null : file.why;
  const odd = [
    isPlain ? null : kindWord(file.kind),
    file.hiddenCharacters > 0 ? countText(file.hiddenCharacters, 'hidden character') : null,
    why,
  ].filter((one) => one !== null);
  const isRunnable = file.kind === 'file' && file.executable;
  return (
    <span className="file-row-remarks" title={why === null ? undefined : plainText(why)}>
      {isRunnable ? FILES.executable : null}
      {isRunnable && odd.length > 0 ? ' · ' : null}
      <span className="file-row-odd">
        <Plain text={odd.join(' · ')} />
      </span>
    </span>
  );
}

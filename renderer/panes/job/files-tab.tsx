import { useEffect } from 'react';
import type { FileView, JobDetail } from '../../../shared/view/job.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { VirtualList } from '../../parts/virtual-list.tsx';
import { firstFile, isViewed } from '../../store/files.ts';
import { useOf, useScreen } from '../../store/use-screen.ts';
import { FILE_ROW_HEIGHT, FileRow } from './file-row.tsx';
import { FileText } from './file-text.tsx';
import { NotShown } from './not-shown.tsx';
import { CODE, FILES } from './words.ts';

/** Every entry of the job, and the text of the chosen one. */
export function FilesTab({ detail }: { readonly detail: JobDetail }) {
  const { view } = useScreen();
  const path = useOf(
    (screen) => screen.view,
    (state) => state.file,
  );
  const viewed = useOf(
    (screen) => screen.view,
    (state) => state.viewed,
  );
  const { listing } = detail;
  const chosen = listing.findIndex((file) => file.path === path);
  const isChosen = chosen !== -1;
  useEffect(() => {
    if (!isChosen) view.openFile(firstFile(detail, view.state.getState().viewed));
  }, [view, detail, isChosen]);
  const step = (by: number) => {
    const next = listing[Math.min(Math.max(chosen + by, 0), listing.length - 1)];
    if (next !== undefined) view.openFile(next.path);
  };
  return (
    <div className="files">
      <VirtualList
        label={FILES.list}
        className="file-list"
        rows={listing}
        rowHeight={FILE_ROW_HEIGHT}
        keyOf={(file, place) => `${place} ${file.path}`}
        chosen={chosen}
        onStep={step}
        onChoose={(file) => view.openFile(file.path)}
        draw={(file) => <FileRow file={file} isViewed={isViewed(file, viewed)} />}
      />
      <ChosenFile file={listing[chosen] ?? null} isAlone={listing.length === 0} />
    </div>
  );
}

function ChosenFile({ file, isAlone }: { readonly file: FileView | null; readonly isAlone: boolean }) {
  const { detail } = useScreen();
  const path = file?.shown === true ? file.path : null;
  const load = useOf(
    (screen) => screen.detail,
    (state) => (path === null ? undefined : state.loads.get(path)),
  );
  const isMissing = path !== null && load === undefined;
  useEffect(() => {
    if (isMissing) void detail.readFile(path);
  }, [detail, path, isMissing]);
  if (file === null) return isAlone ? null : <p className="file-empty">{CODE.chooseFile}</p>;
  if (!file.shown) return <NotShown head={CODE.notShown} why={file.why ?? ''} />;
  switch (load?.kind) {
    case undefined:
    case 'reading':
      return <p className="file-empty">{CODE.reading}</p>;
    case 'refused':
      return <ProblemNote problem={load.problem} />;
    case 'differs':
      return <NotShown head={CODE.differs} why={CODE.differsNext} />;
    case 'read':
      return load.content.kind === 'text' ? (
        <FileText file={file} text={load.content.text} />
      ) : (
        <NotShown head={CODE.notShown} why={load.content.why} />
      );
  }
}

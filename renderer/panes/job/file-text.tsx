import { Search, WrapText } from 'lucide-react';
import { useContext, useEffect, useMemo } from 'react';
import type { FileView } from '../../../shared/view/job.ts';
import { CodeHandleContext } from '../../parts/code/code-handle.ts';
import { CodeView } from '../../parts/code/code-view.tsx';
import { languageOf } from '../../parts/code/languages.ts';
import { Plain, plainText } from '../../parts/plain.tsx';
import { useOf, useScreen } from '../../store/use-screen.ts';
import { CODE, textFacts } from './words.ts';

/** A file's text in the viewer. Being drawn is what makes its bytes viewed. */
export function FileText({ file, text }: { readonly file: FileView; readonly text: string }) {
  const { view } = useScreen();
  const wrap = useOf(
    (screen) => screen.view,
    (state) => state.wrap,
  );
  const handle = useContext(CodeHandleContext);
  const language = useMemo(() => languageOf(file.path, text), [file.path, text]);
  const lines = useMemo(() => lineCount(text), [text]);
  const { sha256 } = file;
  useEffect(() => {
    if (sha256 !== null) view.sawBytes(sha256);
  }, [view, sha256]);
  return (
    <div className="file-text">
      <div className="file-head">
        <span className="file-name">
          <Plain text={file.path} />
        </span>
        <span className="file-facts">
          {language} · {textFacts(lines, file.hiddenCharacters)}
        </span>
        <button type="button" className="tool" aria-pressed={wrap} onClick={() => view.setWrap(!wrap)}>
          <WrapText size={14} aria-hidden="true" />
          {CODE.wrap}
        </button>
        <button
          type="button"
          className="tool"
          aria-keyshortcuts="Control+F"
          onClick={() => handle.current?.find()}
        >
          <Search size={14} aria-hidden="true" />
          {CODE.find}
        </button>
      </div>
      {text === '' ? <p className="file-empty">{CODE.empty}</p> : null}
      <CodeView text={text} language={language} label={plainText(file.path)} wrap={wrap} handle={handle} />
    </div>
  );
}

/** Lines as an editor counts them; a line feed at the end does not begin another. */
function lineCount(text: string): number {
  if (text === '') return 0;
  let count = text.endsWith('\n') ? 0 : 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

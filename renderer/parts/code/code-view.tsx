import { openSearchPanel } from '@codemirror/search';
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { type RefObject, useEffect, useEffectEvent, useRef } from 'react';
import { pageNonce } from '../../link/nonce.ts';
import { codeExtensions } from './code-extensions.ts';
import { colouring, type LanguageName } from './languages.ts';

/** What others may do with a viewer. */
export interface CodeHandle {
  find(): void;
  focus(): void;
}

interface Code {
  readonly text: string;
  readonly language: LanguageName;
  /** What a screen reader calls it. */
  readonly label: string;
  readonly wrap: boolean;
  readonly handle?: RefObject<CodeHandle | null>;
}

/** A text with line numbers and colours, to be read and searched, never edited. */
export function CodeView({ text, language, label, wrap, handle }: Code) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const wrapping = useRef(new Compartment());
  const wrapNow = useEffectEvent(() => (wrap ? EditorView.lineWrapping : []));

  useEffect(() => {
    if (place.current === null) return;
    const made = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: text,
        extensions: [
          codeExtensions(pageNonce()),
          colouring(language),
          wrapping.current.of(wrapNow()),
          EditorView.contentAttributes.of({
            tabindex: '0',
            'aria-label': label,
            'aria-readonly': 'true',
          }),
        ],
      }),
    });
    view.current = made;
    return () => {
      view.current = null;
      made.destroy();
    };
  }, [text, language, label]);

  useEffect(() => {
    view.current?.dispatch({
      effects: wrapping.current.reconfigure(wrap ? EditorView.lineWrapping : []),
    });
  }, [wrap]);

  useEffect(() => {
    if (handle === undefined) return;
    handle.current = {
      find: () => view.current !== null && openSearchPanel(view.current),
      focus: () => view.current?.focus(),
    };
    return () => {
      handle.current = null;
    };
  }, [handle]);

  return <div className="code-view" ref={place} />;
}

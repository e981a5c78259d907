import { standardKeymap } from '@codemirror/commands';
import { syntaxHighlighting } from '@codemirror/language';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { hiddenMarks } from './hidden-marks.ts';

/** Everything the viewer is made of but the language, the wrapping and the label. */
export function codeExtensions(nonce: string): Extension {
  return [
    EditorView.cspNonce.of(nonce),
    // Only a line feed ends a line: a lone carriage return is shown as what it is.
    EditorState.lineSeparator.of('\n'),
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    lineNumbers(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    drawSelection(),
    hiddenMarks,
    syntaxHighlighting(classHighlighter),
    search({ top: true }),
    highlightSelectionMatches(),
    keymap.of([...searchKeymap, ...standardKeymap]),
  ];
}

import { standardKeymap } from '@codemirror/commands';
import { syntaxHighlighting } from '@codemirror/language';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { describeHidden, hiddenPattern } from '../hidden-characters.ts';

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
    hiddenMarks(),
    syntaxHighlighting(classHighlighter),
    search({ top: true }),
    highlightSelectionMatches(),
    keymap.of([...searchKeymap, ...standardKeymap]),
  ];
}

/** Each hidden character drawn as a mark with its name; it then turns, hides and breaks nothing. */
function hiddenMarks(): Extension {
  return highlightSpecialChars({
    // Together with a pattern of its own, so that nothing CodeMirror would mark is lost.
    addSpecialChars: hiddenPattern(),
    render(code) {
      const hidden = describeHidden(code);
      const mark = document.createElement('span');
      mark.className = hidden.turns ? 'hidden-mark hidden-turns' : 'hidden-mark';
      if (code === 0x0d) mark.classList.add('hidden-quiet');
      mark.textContent = hidden.mark;
      mark.title = hidden.name;
      mark.setAttribute('role', 'img');
      mark.setAttribute('aria-label', hidden.name);
      return mark;
    },
  });
}

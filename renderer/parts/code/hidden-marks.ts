import {
  Decoration,
  type DecorationSet,
  type EditorView,
  MatchDecorator,
  ViewPlugin,
  type ViewUpdate,
  WidgetType,
} from '@codemirror/view';
import { describeHidden, hiddenPattern } from '../hidden-characters.ts';

const CARRIAGE_RETURN = 0x0d;

/** Stands in place of one hidden character, with its name. */
class HiddenMark extends WidgetType {
  readonly code: number;
  readonly isQuiet: boolean;

  constructor(code: number, isQuiet: boolean) {
    super();
    this.code = code;
    this.isQuiet = isQuiet;
  }

  override eq(other: HiddenMark): boolean {
    return other.code === this.code && other.isQuiet === this.isQuiet;
  }

  override toDOM(): HTMLElement {
    const hidden = describeHidden(this.code);
    const mark = document.createElement('span');
    mark.className = 'hidden-mark';
    mark.classList.toggle('hidden-turns', hidden.turns);
    mark.classList.toggle('hidden-quiet', this.isQuiet);
    mark.textContent = hidden.mark;
    mark.title = hidden.name;
    mark.setAttribute('role', 'img');
    mark.setAttribute('aria-label', hidden.name);
    return mark;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

const marks = new MatchDecorator({
  regexp: hiddenPattern(),
  decorate(add, from, to, [character], view) {
    const code = character.codePointAt(0) ?? 0;
    // Where a line ends anyway a carriage return is drawn quietly; anywhere else it is as loud as the others.
    const isQuiet = code === CARRIAGE_RETURN && view.state.doc.lineAt(from).to === to;
    add(from, to, Decoration.replace({ widget: new HiddenMark(code, isQuiet) }));
  },
});

/** Draws each hidden character as a mark with its name; it then turns, hides and breaks nothing. */
export const hiddenMarks = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = marks.createDeco(view);
    }

    update(update: ViewUpdate): void {
      this.decorations = marks.updateDeco(update, this.decorations);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

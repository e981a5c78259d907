/** Writes YAML text left to right and remembers what PyYAML's layout rules look at. */
export class Pen {
  private readonly parts: string[] = [];
  /** Characters written on the current line. */
  column = 0;
  /** The last thing written separates tokens. */
  whitespace = true;
  /** Only indentation and `-`, `?`, `:` so far on this line. */
  indention = true;

  /** Writes text that has no line break, leaving the flags alone. */
  put(text: string): void {
    this.parts.push(text);
    this.column += text.length;
  }

  /** Writes a token, with a space before it where one is needed. */
  indicator(
    text: string,
    needsSpace: boolean,
    keeps: { whitespace?: boolean; indention?: boolean } = {},
  ): void {
    this.put(this.whitespace || !needsSpace ? text : ` ${text}`);
    this.whitespace = keeps.whitespace ?? false;
    this.indention = this.indention && (keeps.indention ?? false);
  }

  /** Ends the line. */
  lineBreak(): void {
    this.parts.push('\n');
    this.column = 0;
    this.whitespace = true;
    this.indention = true;
  }

  /** Goes to column `indent` of a line that holds nothing but indentation, beginning a new one if needed. */
  indentTo(indent: number): void {
    const past = this.column > indent || (this.column === indent && !this.whitespace);
    if (!this.indention || past) this.lineBreak();
    if (this.column >= indent) return;
    this.put(' '.repeat(indent - this.column));
    this.whitespace = true;
  }

  /** Everything written. */
  text(): string {
    return this.parts.join('');
  }
}

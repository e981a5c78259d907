import type { FileChange } from '../../../shared/view/job.ts';
import { Plain } from '../../parts/plain.tsx';
import { CHANGED } from './words.ts';

type Hunk = NonNullable<FileChange['hunks']>[number];

interface Line {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
  readonly before: number | null;
  readonly now: number | null;
}

/** A few changed lines, one under the other, with both line numbers. */
export function SmallDiff({ hunks }: { readonly hunks: readonly Hunk[] }) {
  return (
    <table className="small-diff">
      <thead className="off-screen">
        <tr>
          <th>{CHANGED.before}</th>
          <th>{CHANGED.now}</th>
          <th>{CHANGED.line}</th>
        </tr>
      </thead>
      {hunks.map((hunk) => (
        <tbody key={`${hunk.before} ${hunk.after}`}>
          {linesOf(hunk).map((line) => (
            <tr key={`${line.before} ${line.now}`} className={CLASSES[line.sign]}>
              <td className="diff-number">{line.before}</td>
              <td className="diff-number">{line.now}</td>
              <td>
                <code>
                  {line.sign}
                  <Plain text={line.text} />
                </code>
              </td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

const CLASSES: Readonly<Record<Line['sign'], string>> = { ' ': '', '-': 'diff-removed', '+': 'diff-added' };

/** The lines of a hunk with their numbers; lines that begin otherwise (no final line feed) are left out. */
export function linesOf(hunk: Hunk): readonly Line[] {
  let before = hunk.before;
  let now = hunk.after;
  return hunk.lines.flatMap((line): readonly Line[] => {
    const sign = line.charAt(0);
    const text = line.slice(1);
    if (sign === '-') return [{ sign, text, before: before++, now: null }];
    if (sign === '+') return [{ sign, text, before: null, now: now++ }];
    return sign === ' ' ? [{ sign, text, before: before++, now: now++ }] : [];
  });
}

import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Problem } from '../../shared/terms/problem.ts';
import { Plain } from './plain.tsx';
import { wordsOf } from './problem-words.ts';

/** A problem where it happened: what, then what to do next. Read out at once. */
export function ProblemNote({
  problem,
  children,
}: {
  readonly problem: Problem;
  readonly children?: ReactNode;
}) {
  const { what, next } = wordsOf(problem);
  return (
    <div className="note note-bad" role="alert">
      <TriangleAlert size={18} aria-hidden="true" />
      <div className="note-text">
        <strong>
          <Plain text={what} />
        </strong>{' '}
        <Plain text={next} />
      </div>
      {children}
    </div>
  );
}

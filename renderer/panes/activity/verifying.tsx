import { ShieldAlert, ShieldCheck } from 'lucide-react';
import { Plain } from '../../parts/plain.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { When } from '../../parts/when.tsx';
import type { Checking } from '../../store/activity.ts';
import { ACTIVITY, verdictText } from './words.ts';

/** What checking the log has come to, with every place that does not add up. */
export function Verifying({ checking }: { readonly checking: Checking }) {
  switch (checking.kind) {
    case 'not-yet':
      return null;
    case 'checking':
      return (
        <p className="note note-quiet" role="status">
          {ACTIVITY.checking}
        </p>
      );
    case 'refused':
      return <ProblemNote problem={checking.problem} />;
    case 'checked':
      return <Verdict checking={checking} />;
  }
}

function Verdict({ checking }: { readonly checking: Extract<Checking, { kind: 'checked' }> }) {
  const { verdict, at } = checking;
  const Icon = verdict.intact ? ShieldCheck : ShieldAlert;
  return (
    <div className={verdict.intact ? 'note note-ok' : 'note note-bad'} role="status">
      <Icon size={18} aria-hidden="true" />
      <div className="note-text">
        <strong>{verdictText(verdict)}</strong>
        <ul className="verdict-places">
          {verdict.problems.map((problem) => (
            <li key={`${problem.file} ${problem.line} ${problem.what}`}>
              <code>
                <Plain text={problem.file} />:{problem.line}
              </code>{' '}
              <Plain text={problem.what} />
            </li>
          ))}
        </ul>
      </div>
      <When at={new Date(at).toISOString()} as="moment" />
    </div>
  );
}

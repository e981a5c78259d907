import { FlaskConical, FolderOpen } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { Problem, Reply } from '../../../shared/terms/problem.ts';
import type { DatasiteCandidate, SessionView } from '../../../shared/view/session.ts';
import { Button } from '../../parts/button.tsx';
import { Plain, plainText } from '../../parts/plain.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { useOf, useScreen } from '../../store/use-screen.ts';
import { Welcome } from '../shell/welcome.tsx';
import { FIRST_RUN, proofText } from './words.ts';

type Run = (open: () => Promise<Reply<SessionView>>) => Promise<void>;

/** Asks which datasite to open; nothing is written before one is. */
export function FirstRun() {
  const { session } = useScreen();
  const candidates = useOf(
    (screen) => screen.session,
    (state) => state.session?.candidates ?? [],
  );
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isOpening, setOpening] = useState(false);
  const run: Run = async (open) => {
    if (isOpening) return;
    setOpening(true);
    const reply = await open();
    setOpening(false);
    setProblem(reply.ok ? null : reply.problem);
  };
  return (
    <Welcome>
      <h1>{FIRST_RUN.title}</h1>
      <p className="welcome-promise">{FIRST_RUN.promise}</p>
      <p>{FIRST_RUN.text}</p>
      {problem === null ? null : <ProblemNote problem={problem} />}
      <Candidates candidates={candidates} run={run} />
      <OtherFolder run={run} />
      <section>
        <h2>{FIRST_RUN.practice}</h2>
        <p>{FIRST_RUN.practiceText}</p>
        <Button
          icon={<FlaskConical size={16} aria-hidden="true" />}
          onClick={() => void run(() => session.practice())}
        >
          {FIRST_RUN.practiceDo}
        </Button>
      </section>
      <p role="status">{isOpening ? FIRST_RUN.opening : ''}</p>
    </Welcome>
  );
}

function Candidates({
  candidates,
  run,
}: {
  readonly candidates: readonly DatasiteCandidate[];
  readonly run: Run;
}) {
  const { session } = useScreen();
  return (
    <section>
      <h2>{FIRST_RUN.found}</h2>
      {candidates.length === 0 ? <p>{FIRST_RUN.none}</p> : null}
      <ul className="candidates">
        {candidates.map(({ box, owner, foundBy, waiting }) => (
          <li key={`${box}\n${owner}`} className="candidate">
            <div>
              <strong>
                <Plain text={proofText(owner, waiting)} />
              </strong>
              <p>
                <Plain text={box} /> · <Plain text={foundBy} />
              </p>
            </div>
            <Button
              tone="accent"
              aria-label={`${FIRST_RUN.open} ${plainText(owner)}`}
              onClick={() => void run(() => session.open(box, owner))}
            >
              {FIRST_RUN.open}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function OtherFolder({ run }: { readonly run: Run }) {
  const { session } = useScreen();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const box = String(fields.get('box') ?? '').trim();
    const owner = String(fields.get('owner') ?? '').trim();
    if (box !== '' && owner !== '') void run(() => session.open(box, owner));
  };
  return (
    <section>
      <h2>{FIRST_RUN.other}</h2>
      <form className="welcome-form" onSubmit={submit}>
        <label className="field">
          {FIRST_RUN.box}
          <input name="box" type="text" required spellCheck={false} placeholder={FIRST_RUN.boxHint} />
        </label>
        <label className="field">
          {FIRST_RUN.owner}
          <input name="owner" type="email" required spellCheck={false} placeholder={FIRST_RUN.ownerHint} />
        </label>
        <Button type="submit" icon={<FolderOpen size={16} aria-hidden="true" />}>
          {FIRST_RUN.open}
        </Button>
      </form>
    </section>
  );
}

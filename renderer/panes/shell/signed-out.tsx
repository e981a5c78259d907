import { LogIn } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { Problem, Reply } from '../../../shared/terms/problem.ts';
import { Button } from '../../parts/button.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Welcome } from './welcome.tsx';
import { SIGNED_OUT } from './words.ts';

interface SignIn {
  /** Why the browser is signed out, where there is a why. */
  readonly problem: Problem | null;
  readonly signIn: (pasted: string) => Promise<Reply<null>>;
}

/** For a browser that holds no session: how to get one. */
export function SignedOut({ problem, signIn }: SignIn) {
  const [refusal, setRefusal] = useState<Problem | null>(null);
  const [isTrying, setTrying] = useState(false);
  const shown = refusal ?? problem;
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const pasted = new FormData(event.currentTarget).get('launch');
    setTrying(true);
    const reply = await signIn(typeof pasted === 'string' ? pasted : '');
    setTrying(false);
    setRefusal(reply.ok ? null : reply.problem);
  };
  return (
    <Welcome>
      <h1>{SIGNED_OUT.title}</h1>
      <p>{SIGNED_OUT.text}</p>
      {shown === null ? null : <ProblemNote problem={shown} />}
      <form className="welcome-form" onSubmit={submit}>
        <label className="field">
          {SIGNED_OUT.field}
          <input
            name="launch"
            type="text"
            autoComplete="off"
            spellCheck={false}
            placeholder={SIGNED_OUT.hint}
          />
        </label>
        <Button
          type="submit"
          tone="accent"
          icon={<LogIn size={16} aria-hidden="true" />}
          aria-disabled={isTrying}
        >
          {isTrying ? SIGNED_OUT.trying : SIGNED_OUT.do}
        </Button>
      </form>
    </Welcome>
  );
}

import { Component, type ErrorInfo, type ReactNode, useEffect, useSyncExternalStore } from 'react';
import type { Link } from './link/link.ts';
import { FirstRun } from './panes/first-run/first-run.tsx';
import { Shell } from './panes/shell/shell.tsx';
import { SignedOut } from './panes/shell/signed-out.tsx';
import { Welcome } from './panes/shell/welcome.tsx';
import { APP } from './panes/shell/words.ts';
import { Button } from './parts/button.tsx';
import { LiveRegion } from './parts/live-region.tsx';
import { NowContext, useTicking } from './parts/now.ts';
import { ProblemNote } from './parts/problem-note.tsx';
import type { Screen } from './store/screen.ts';
import { ScreenContext, useOf } from './store/use-screen.ts';
import { useTheme } from './style/use-theme.ts';

type Door = Pick<Link, 'status' | 'signIn'>;

/** The whole page, over one link. */
export function App({ screen, link }: { readonly screen: Screen; readonly link: Door }) {
  const now = useTicking(screen.world.today);
  return (
    <Mishap>
      <ScreenContext value={screen}>
        <NowContext value={now}>
          <LiveRegion>
            <Doorway link={link} />
          </LiveRegion>
        </NowContext>
      </ScreenContext>
    </Mishap>
  );
}

/** What there is to see depends on the connection first and on the datasite second. */
function Doorway({ link }: { readonly link: Door }) {
  const status = useSyncExternalStore(link.status.subscribe, link.status.get);
  const session = useOf(
    (screen) => screen.session,
    (state) => state.session,
  );
  const problem = useOf(
    (screen) => screen.session,
    (state) => state.problem,
  );
  useTheme(
    useOf(
      (screen) => screen.session,
      (state) => state.preferences.theme,
    ),
  );
  if (status.is === 'signed-out') return <SignedOut problem={status.problem} signIn={link.signIn} />;
  if (session === null) {
    return (
      <Welcome>
        {problem === null ? <p role="status">{APP.starting}</p> : <ProblemNote problem={problem} />}
      </Welcome>
    );
  }
  if (session.datasite === null) return <FirstRun />;
  return <Shell />;
}

/** One calm page for what should not happen. */
class Mishap extends Component<{ readonly children: ReactNode }, { readonly error: Error | null }> {
  override state = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    reportError(new Error(`${error.message}${info.componentStack ?? ''}`, { cause: error }));
  }

  override render(): ReactNode {
    const { error } = this.state;
    return error === null ? this.props.children : <MishapPage error={error} />;
  }
}

function MishapPage({ error }: { readonly error: Error }) {
  useEffect(() => {
    document.documentElement.dataset.theme ??= 'light';
  }, []);
  return (
    <Welcome>
      <div role="alert">
        <h1>{APP.bug}</h1>
        <p>{APP.bugNext}</p>
        <pre className="mishap">{error.message}</pre>
        <Button tone="accent" onClick={() => window.location.reload()}>
          {APP.reload}
        </Button>
      </div>
    </Welcome>
  );
}

import type { RefObject } from 'react';
import type { CodeHandle } from '../../parts/code/code-view.tsx';
import { type Binding, useKeys } from '../../parts/keyboard.ts';
import { fileBeside } from '../../store/files.ts';
import type { Screen } from '../../store/screen.ts';
import { useOf, useScreen } from '../../store/use-screen.ts';
import { useAwake } from '../job/awake.ts';

/** All keys of the app; none while it is locked. */
export function useShellKeys(code: RefObject<CodeHandle | null>, isLocked: boolean): void {
  const screen = useScreen();
  const isAwake = useAwake();
  const pane = useOf(
    (one) => one.view,
    (state) => state.pane,
  );
  const singleKeys = useOf(
    (one) => one.session,
    (state) => state.preferences.singleKeys,
  );
  const bindings = isLocked
    ? []
    : [
        ...goKeys(screen),
        ...(pane === 'inbox' ? [...listKeys(screen), ...jobKeys(screen, code, isAwake)] : []),
      ];
  useKeys(bindings, singleKeys);
}

function goKeys(screen: Screen): readonly Binding[] {
  const { view } = screen;
  return [
    { keys: 'g i', run: () => view.go('inbox') },
    { keys: 'g p', run: () => view.go('permissions') },
    { keys: 'g y', run: () => view.go('activity') },
    { keys: 'g ,', run: () => view.go('settings') },
    { keys: '?', run: () => view.ask({ kind: 'keys' }) },
    { keys: 'Escape', run: () => goBack(screen) },
  ];
}

/** Out of the innermost thing that is open. */
function goBack({ view, decision }: Screen): void {
  const { kind } = decision.state.getState().deciding;
  if (kind === 'confirming' || kind === 'refused') {
    decision.cancel();
    view.focusOn('page');
  } else if (view.state.getState().pane !== 'inbox') view.go('inbox');
  else view.focusOn('list');
}

function listKeys({ inbox, view }: Screen): readonly Binding[] {
  return [
    { keys: 'j', run: () => inbox.step(1) },
    { keys: 'k', run: () => inbox.step(-1) },
    { keys: '/', run: () => view.focusOn('search') },
  ];
}

function jobKeys(
  screen: Screen,
  code: RefObject<CodeHandle | null>,
  isAwake: () => boolean,
): readonly Binding[] {
  const { decision, view } = screen;
  return [
    { keys: 'a', decides: true, run: () => isAwake() && decision.askApprove() },
    { keys: 'r', decides: true, run: () => isAwake() && askReject(screen) },
    { keys: '[', run: () => openBeside(screen, -1) },
    { keys: ']', run: () => openBeside(screen, 1) },
    {
      keys: 'Mod+f',
      always: true,
      run: () => (code.current === null ? view.focusOn('search') : code.current.find()),
    },
  ];
}

function askReject({ detail, decision, view }: Screen): void {
  const { opened } = detail.state.getState();
  const isFree = decision.state.getState().deciding.kind !== 'writing';
  if (opened.kind === 'open' && opened.disk !== 'gone' && opened.detail.reject.allowed && isFree)
    view.ask({ kind: 'reject' });
}

function openBeside({ detail, view }: Screen, by: number): void {
  const { opened } = detail.state.getState();
  if (opened.kind !== 'open') return;
  const { tab, file } = view.state.getState();
  view.turnTo('files');
  view.openFile(fileBeside(opened.detail, tab === 'run' ? 'run.sh' : file, by));
}

import { useRef } from 'react';
import { CodeHandleContext } from '../../parts/code/code-handle.ts';
import type { CodeHandle } from '../../parts/code/code-view.tsx';
import { useOf } from '../../store/use-screen.ts';
import { ActivityPane } from '../activity/activity-pane.tsx';
import { Inbox } from '../inbox/inbox.tsx';
import { PermissionsPane } from '../permissions/permissions-pane.tsx';
import { SettingsPane } from '../settings/settings-pane.tsx';
import { Announcer } from './announcer.tsx';
import { HealthBanner } from './health-banner.tsx';
import { KeySheet } from './key-sheet.tsx';
import { LostBanner } from './lost-banner.tsx';
import { Rail } from './rail.tsx';
import { TitleBar } from './title-bar.tsx';
import { useShellKeys } from './use-shell-keys.ts';
import { APP } from './words.ts';

/** The frame around every screen. Without a connection everything in it is locked. */
export function Shell() {
  const isLocked = useOf(
    (screen) => screen.session,
    (state) => state.connection !== 'up',
  );
  const handle = useRef<CodeHandle | null>(null);
  useShellKeys(handle, isLocked);
  return (
    <CodeHandleContext value={handle}>
      <div className="shell">
        <TitleBar />
        {isLocked ? <LostBanner /> : <HealthBanner />}
        <div className={isLocked ? 'shell-body shell-locked' : 'shell-body'} inert={isLocked}>
          <Rail />
          <main className="pane" aria-label={APP.main}>
            <Pane />
          </main>
        </div>
        <KeySheet />
        <Announcer />
      </div>
    </CodeHandleContext>
  );
}

function Pane() {
  const pane = useOf(
    (screen) => screen.view,
    (state) => state.pane,
  );
  switch (pane) {
    case 'inbox':
      return <Inbox />;
    case 'permissions':
      return <PermissionsPane />;
    case 'activity':
      return <ActivityPane />;
    case 'settings':
      return <SettingsPane />;
  }
}

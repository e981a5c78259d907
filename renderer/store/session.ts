import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Problem, Reply } from '../../shared/terms/problem.ts';
import type { HealthView, Preferences, SessionView } from '../../shared/view/session.ts';
import type { Client } from '../../shared/wire/client.ts';

/** How the screens stand with main. */
export type Connection = 'connecting' | 'up' | 'down' | 'signed-out';

export interface SessionState {
  readonly connection: Connection;
  /** When the connection was lost, in milliseconds since 1970; null while it is up. */
  readonly lostAt: number | null;
  readonly session: SessionView | null;
  readonly health: HealthView | null;
  readonly preferences: Preferences;
  readonly problem: Problem | null;
}

export interface Session {
  readonly state: StoreApi<SessionState>;
  connect(connection: Connection, at: number): void;
  reload(): Promise<void>;
  reloadHealth(): Promise<void>;
  open(box: string, owner: string): Promise<Reply<SessionView>>;
  practice(): Promise<Reply<SessionView>>;
  change(preferences: Partial<Preferences>): Promise<void>;
}

const AT_FIRST: Preferences = { theme: 'system', singleKeys: true };

/** Who the app works for, how it fares, and what the machine remembers. */
export function createSession(client: Client): Session {
  const state = createStore<SessionState>(() => ({
    connection: 'connecting',
    lostAt: null,
    session: null,
    health: null,
    preferences: AT_FIRST,
    problem: null,
  }));
  const { setState: set } = state;
  client.on('session.changed', (session) => set({ session }));
  client.on('health.changed', (health) => set({ health }));
  client.on('preferences.changed', (preferences) => set({ preferences }));

  const keep = (reply: Reply<SessionView>): Reply<SessionView> => {
    if (reply.ok) set({ session: reply.value });
    return reply;
  };

  return {
    state,
    connect(connection, at) {
      const { lostAt } = state.getState();
      set({ connection, lostAt: connection === 'down' ? (lostAt ?? at) : null });
    },
    async reload() {
      const [session, health, preferences] = await Promise.all([
        client.call('session.show', {}),
        client.call('health.show', {}),
        client.call('preferences.show', {}),
      ]);
      if (health.ok) set({ health: health.value });
      if (preferences.ok) set({ preferences: preferences.value });
      if (session.ok) set({ session: session.value, problem: null });
      else set({ problem: session.problem });
    },
    async reloadHealth() {
      const health = await client.call('health.show', {});
      set({ health: health.ok ? health.value : null });
    },
    open: async (box, owner) => keep(await client.call('session.open', { box, owner })),
    practice: async () => keep(await client.call('session.practice', {})),
    async change(preferences) {
      const reply = await client.call('preferences.change', preferences);
      set(reply.ok ? { preferences: reply.value, problem: null } : { problem: reply.problem });
    },
  };
}

import type { Client } from '../../shared/wire/client.ts';
import { type Activity, createActivity } from './activity.ts';
import { createDecision, type Decision } from './decision.ts';
import { createDetail, type Detail } from './detail.ts';
import { createInbox, type Inbox } from './inbox.ts';
import { createJobs, type Jobs } from './jobs.ts';
import { createPermissions, type Permissions } from './permissions/permissions.ts';
import { type Connection, createSession, type Session } from './session.ts';
import { createView, type View } from './view.ts';

/** What the stores need of the world; handed in so that tests can give their own. */
export interface World {
  readonly client: Client;
  /** Milliseconds that only ever go up. */
  readonly clock: () => number;
  /** Milliseconds since 1970. */
  readonly today: () => number;
}

/** Everything the panes read from and act through. */
export interface Screen {
  readonly world: World;
  readonly session: Session;
  readonly jobs: Jobs;
  readonly inbox: Inbox;
  readonly detail: Detail;
  readonly decision: Decision;
  readonly activity: Activity;
  readonly permissions: Permissions;
  readonly view: View;
  /** To be told how the connection stands, each time it changes. */
  connect(connection: Connection): void;
}

/** The stores, joined: the chosen row is the job on the page, another datasite means starting over. */
export function createScreen(world: World): Screen {
  const { client } = world;
  const session = createSession(client);
  const jobs = createJobs(client);
  const inbox = createInbox(jobs);
  const detail = createDetail(client, jobs, world.clock);
  const view = createView();
  const decision = createDecision({ client, jobs, detail, inbox, view });
  const activity = createActivity(client);
  const permissions = createPermissions(client);

  inbox.state.subscribe((after, before) => {
    if (after.chosen === before.chosen) return;
    view.turnToStart();
    detail.show(after.chosen);
  });
  session.state.subscribe((after, before) => {
    jobs.setReading(after.health !== null && after.health.lastSweep === null);
    if (placeOf(after.session) === placeOf(before.session)) return;
    jobs.forget();
    activity.forget();
    permissions.forget();
    if (after.session?.datasite == null) return;
    // The health that is known may be that of the datasite before.
    if (before.session !== null) void session.reloadHealth();
    void jobs.reload();
  });

  return {
    world,
    session,
    jobs,
    inbox,
    detail,
    decision,
    activity,
    permissions,
    view,
    connect(connection) {
      const before = session.state.getState();
      session.connect(connection, world.today());
      if (connection === 'up' && before.connection !== 'up')
        void refresh({ session, jobs, activity, permissions });
    },
  };
}

/** After every opening of the connection: nothing that was known before counts until it is read again. */
async function refresh({
  session,
  jobs,
  activity,
  permissions,
}: Pick<Screen, 'session' | 'jobs' | 'activity' | 'permissions'>): Promise<void> {
  const place = placeOf(session.state.getState().session);
  await session.reload();
  const now = session.state.getState().session;
  if (now === null || now.datasite === null || placeOf(now) !== place) return;
  await jobs.reload();
  if (activity.state.getState().rows !== null) await activity.reload();
  await permissions.reload(false);
}

function placeOf(session: { readonly datasite: { box: string; owner: string } | null } | null): string {
  const datasite = session?.datasite;
  return datasite == null ? '' : `${datasite.owner}\n${datasite.box}`;
}

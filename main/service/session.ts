import { done, type Reply } from '../../shared/terms/problem.ts';
import type { SessionView } from '../../shared/view/session.ts';
import type { App, Push } from './app.ts';
import { createBatches } from './batches.ts';
import type { Datasite } from './datasite.ts';
import { openDatasite } from './datasite.ts';
import { createHandlers } from './handlers.ts';
import { inTurn } from './in-turn.ts';
import type { DatasiteChoice, SessionParts } from './session-parts.ts';
import { activityRowOf } from './views/activity-row.ts';
import { jobRowOf } from './views/job-row.ts';

/** The application: at most one open datasite, and what every screen is told about it. */
export interface Session extends App {
  open(choice: DatasiteChoice): Promise<Reply<SessionView>>;
  openPractice(): Promise<Reply<SessionView>>;
  view(): Promise<SessionView>;
  datasite(): Datasite | null;
}

/** Pushes about jobs are gathered for this long, in milliseconds. */
const PUSH_PACE = 20;

/** An application with no datasite open yet. */
export function createSession(parts: SessionParts): Session {
  const listeners = new Set<(push: Push) => void>();
  const turns = inTurn();
  let current: Datasite | null = null;
  let letGo: () => void = () => undefined;
  let revision = 0;

  const tell = (push: Push) => {
    for (const listener of listeners) listener(push);
  };

  async function view(): Promise<SessionView> {
    const datasite = current?.parts ?? null;
    return {
      version: parts.version,
      host: parts.host,
      platform: parts.platform,
      datasite: datasite && { box: datasite.box, owner: datasite.owner, practice: datasite.practice },
      candidates: datasite === null ? [...(await parts.find())] : [],
    };
  }

  async function close(): Promise<void> {
    const closing = current;
    if (closing === null) return;
    current = null;
    letGo();
    revision = closing.catalogue.value().revision + 1;
    await closing.stop();
  }

  async function switchTo(choice: DatasiteChoice): Promise<Reply<SessionView>> {
    const meant = await parts.locate(choice);
    if (!meant.ok) return meant;
    if (current?.parts.folder === meant.value) return done(await view());
    const next = await parts.open(choice);
    if (!next.ok) return next;
    await close();
    current = openDatasite(next.value, revision);
    letGo = announce(parts, current, tell);
    const session = await view();
    tell({ name: 'session.changed', payload: session });
    return done(session);
  }

  const open = (choice: DatasiteChoice) => turns.run(() => switchTo(choice));
  const openPractice = async (): Promise<Reply<SessionView>> => {
    const practice = await parts.practice();
    return practice.ok ? open(practice.value) : practice;
  };

  return {
    handlers: createHandlers({
      parts,
      datasite: () => current,
      view,
      open,
      openPractice,
      tell,
    }),
    open,
    openPractice,
    view,
    datasite: () => current,
    onPush(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    resumed: () => void current?.sweep(),
    stop: () => turns.run(close),
  };
}

/** Turns what happens in a datasite into pushes; returns how to end that. */
function announce(parts: SessionParts, datasite: Datasite, tell: (push: Push) => void): () => void {
  const { log } = datasite.parts;
  const batches = createBatches(parts.timers, PUSH_PACE, ({ from, revision, changed, removed }) =>
    tell({
      name: 'jobs.changed',
      payload: {
        from,
        revision,
        changed: changed.map((job) => jobRowOf(job, datasite.rowContext)),
        removed: [...removed],
      },
    }),
  );
  const off = [
    datasite.catalogue.onChange(batches.add),
    datasite.onHealthChange(() => tell({ name: 'health.changed', payload: datasite.health() })),
    log.onAppend((entry) =>
      tell({ name: 'activity.appended', payload: activityRowOf(entry, parts.hashOf(entry)) }),
    ),
    batches.stop,
  ];
  return () => {
    for (const end of off) end();
  };
}

import type { App, Push } from '../../main/service/app.ts';
import type { Verb } from '../../shared/contract/index.ts';
import { done, refused } from '../../shared/terms/problem.ts';
import type { Handlers, OnBug } from '../../shared/wire/answer.ts';
import { permissionAnswers } from './permission-answers.ts';
import { healthViewOf, jobDetailView, jobRowView, preferencesViewOf, sessionViewOf } from './views.ts';

/** An app that lives in memory: it answers every verb, remembers what it was asked, and pushes when told to. */
export interface MemoryApp extends App {
  readonly asked: readonly { readonly verb: Verb; readonly input: unknown }[];
  readonly bugs: readonly { readonly verb: string; readonly error: unknown }[];
  readonly onBug: OnBug;
  push(push: Push): void;
  /** How many are listening to pushes now. */
  listening(): number;
}

/** An app in which the handlers that a test gives take the place of the plain ones. */
export function memoryApp(given: Partial<Handlers> = {}): MemoryApp {
  const asked: { verb: Verb; input: unknown }[] = [];
  const bugs: { verb: string; error: unknown }[] = [];
  const listeners = new Set<(push: Push) => void>();
  return {
    asked,
    bugs,
    onBug: (verb, error) => bugs.push({ verb, error }),
    handlers: remembering({ ...plainHandlers, ...given }, asked),
    onPush(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    push(push) {
      for (const listener of listeners) listener(push);
    },
    listening: () => listeners.size,
    resumed() {},
    stop: () => Promise.resolve(),
  };
}

/** Every verb, answered as plainly as the contract allows. */
export const plainHandlers: Handlers = {
  'jobs.snapshot': async () => done({ revision: 1, jobs: [jobRowView()] }),
  'jobs.show': async ({ id }) => done(jobDetailView({ id })),
  'jobs.file': async ({ path }) => done({ kind: 'text', path, sha256: 'c'.repeat(64), text: 'print(1)\n' }),
  'jobs.approve': async ({ id }) => done(jobRowView({ id, status: 'approved' })),
  'jobs.reject': async ({ id }) => done(jobRowView({ id, status: 'rejected' })),
  'jobs.withdraw': async ({ id }) => done(jobRowView({ id, status: 'pending' })),
  ...permissionAnswers,
  'session.show': async () => done(sessionViewOf()),
  'session.open': async () => refused('not-a-datasite', 'That is no datasite.', 'Choose another.'),
  'session.practice': async () => done(sessionViewOf()),
  'health.show': async () => done(healthViewOf()),
  'preferences.show': async () => done(preferencesViewOf),
  'preferences.change': async () => done(preferencesViewOf),
  'activity.list': async () => done({ rows: [], more: false }),
  'activity.verify': async () => done({ intact: true, entries: 0, problems: [] }),
};

function remembering(handlers: Handlers, asked: { verb: Verb; input: unknown }[]): Handlers {
  return new Proxy(handlers, {
    get(target, verb: Verb) {
      const handler: (input: never) => Promise<unknown> = target[verb];
      return (input: unknown) => {
        asked.push({ verb, input });
        return handler(input as never);
      };
    },
  });
}

import { done, type Reply, refused } from '../../shared/terms/problem.ts';
import type { SessionView } from '../../shared/view/session.ts';
import type { Handlers } from '../../shared/wire/answer.ts';
import { activityHandlers } from './activity-handlers.ts';
import type { Push } from './app.ts';
import type { Datasite } from './datasite.ts';
import { jobHandlers } from './job-handlers.ts';
import { permissionHandlers } from './permission-handlers.ts';
import type { DatasiteChoice, SessionParts } from './session-parts.ts';

/** What handlers reach: the open datasite and the verbs of the session itself. */
export interface HandlerContext {
  readonly parts: Pick<SessionParts, 'preferences' | 'hashOf'>;
  readonly datasite: () => Datasite | null;
  readonly view: () => Promise<SessionView>;
  readonly open: (choice: DatasiteChoice) => Promise<Reply<SessionView>>;
  readonly openPractice: () => Promise<Reply<SessionView>>;
  readonly tell: (push: Push) => void;
}

/** One function for every verb of the contract. */
export function createHandlers(context: HandlerContext): Handlers {
  const withDatasite = <Value>(use: (datasite: Datasite) => Promise<Reply<Value>>): Promise<Reply<Value>> => {
    const datasite = context.datasite();
    return datasite === null ? Promise.resolve(NOTHING_OPEN) : use(datasite);
  };
  return {
    ...jobHandlers(withDatasite),
    ...permissionHandlers(withDatasite),
    ...activityHandlers(withDatasite, context.parts.hashOf),
    'session.show': async () => done(await context.view()),
    'session.open': ({ box, owner }) => context.open({ box, owner, practice: false }),
    'session.practice': () => context.openPractice(),
    'health.show': () => withDatasite(async (datasite) => done(datasite.health())),
    'preferences.show': async () => done(context.parts.preferences.read()),
    'preferences.change': async (change) => {
      const changed = await context.parts.preferences.change(definedOnly(change));
      if (changed.ok) context.tell({ name: 'preferences.changed', payload: changed.value });
      return changed;
    },
  };
}

const NOTHING_OPEN = refused(
  'no-datasite',
  'No datasite is open.',
  'Choose one of those that were found, or open the practice datasite.',
);

function definedOnly<Shape extends object>(value: Shape): { [Key in keyof Shape]?: NonNullable<Shape[Key]> } {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as {
    [Key in keyof Shape]?: NonNullable<Shape[Key]>;
  };
}

import { done, type Reply } from '../../shared/terms/problem.ts';
import type { SessionView } from '../../shared/view/session.ts';
import { candidatesOf } from '../service/candidates.ts';
import type { Session } from '../service/session.ts';
import type { StartArgs } from './start-args.ts';

/**
 * Opens what was asked for, or the one datasite that can be found by itself. With none or several nothing is opened:
 * the screens ask.
 */
export async function openFirst(session: Session, args: StartArgs): Promise<Reply<SessionView>> {
  if (args.practice) return session.openPractice();
  if (args.box !== null) {
    return session.open({ box: args.box, owner: args.owner, practice: false });
  }
  const view = await session.view();
  const fitting = candidatesOf(view.candidates, args.owner);
  const [only] = fitting;
  if (only === undefined || fitting.length > 1) return done(view);
  return session.open({ box: only.box, owner: only.owner, practice: false });
}

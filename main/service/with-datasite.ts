import type { Reply } from '../../shared/terms/problem.ts';
import type { Datasite } from './datasite.ts';

/** Runs something with the open datasite, or answers that none is open. */
export type WithDatasite = <Value>(
  use: (datasite: Datasite) => Promise<Reply<Value>>,
) => Promise<Reply<Value>>;

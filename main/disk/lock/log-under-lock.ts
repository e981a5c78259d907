import { refused } from '../../../shared/terms/problem.ts';
import type { AuditLog } from '../../ports/audit-log.ts';
import type { DatasiteLock } from './datasite-lock.ts';

/**
 * A log that takes entries only while the datasite's lock is ours. Nothing is decided without an entry, so a program
 * that lost its lock, as after a long sleep, decides nothing any more. Problem: `datasite-locked`.
 */
export function logUnderLock(log: AuditLog, lock: Pick<DatasiteLock, 'isHeld'>): AuditLog {
  return {
    newest: (limit, before) => log.newest(limit, before),
    entries: () => log.entries(),
    verify: () => log.verify(),
    onAppend: (listener) => log.onAppend(listener),
    async append(body) {
      if (await lock.isHeld()) return log.append(body);
      return refused(
        'datasite-locked',
        'Another Gatehouse took this datasite over while this one was away, so nothing more is decided here.',
        'Go on there; or close it there and start this one again.',
      );
    },
  };
}

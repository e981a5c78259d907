import { takeLock } from '../../../main/disk/lock/datasite-lock.ts';

// One of several processes that want the same lock; started by lock-race.test.ts.
process.on('message', ({ folder }: { folder: string }) => {
  void takeLock({ folder }).then((reply) => process.send?.(reply.ok ? 'taken' : reply.problem.code));
});

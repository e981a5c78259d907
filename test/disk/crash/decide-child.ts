import { setTimeout as rest } from 'node:timers/promises';
import { openParts } from '../../../main/compose.ts';
import { realFileSystem } from '../../../main/disk/file-system.ts';
import { systemClock } from '../../../main/disk/system-time.ts';
import { approveJob, rejectJob, withdrawJob } from '../../../main/service/commands/deciding.ts';
import { fileSystemWith } from '../write/faulty-file-system.ts';

// Decides about one job and kills itself, as `kill -9` does, right before the disk operation with
// the given number, counted from when the datasite is open.
const [box = '', owner = '', job = '', action = '', dieAt = ''] = process.argv.slice(2);
let deciding = false;
let steps = 0;

const dying = fileSystemWith(realFileSystem, async (_step, act) => {
  if (deciding) steps += 1;
  if (steps === Number(dieAt)) process.kill(process.pid, 'SIGKILL');
  return act();
});

async function open() {
  const parts = await openParts({ box, owner, practice: false }, dying);
  deciding = true;
  return parts;
}

const request = { box, owner, job, digest: null, reason: 'read it' };
const world = {
  clock: systemClock,
  rest: (milliseconds: number) => rest(milliseconds),
  read: () => Promise.reject(new Error('not asked here')),
  rules: () => Promise.reject(new Error('not asked here')),
  decide: open,
};
const decide = {
  approve: () => approveJob({ ...request, acknowledged: [] }, world),
  reject: () => rejectJob(request, world),
  withdraw: () => withdrawJob(request, world),
}[action];
if (decide === undefined) throw new Error(`no action ${action}`);
const reply = await decide();
process.stdout.write(JSON.stringify({ ok: reply.ok, steps }));

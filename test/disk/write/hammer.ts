import { createStateWriter } from '../../../main/disk/write/state-writer.ts';
import type { JobPlace } from '../../../shared/terms/ids.ts';

// One of two processes that write the same states; started by two-writers.test.ts.
const [root = '', name = ''] = process.argv.slice(2);
const writer = createStateWriter({ root });

function textFor(reason: string): string {
  return `approval_method: null\nreview_reason: ${reason}\nstatus: pending\n`;
}

function placeOf(folder: string): JobPlace {
  return { source: 'syft-job', datasite: 'owner@lab.org', sender: 'alice@uni.edu', folder };
}

async function createOnce(folder: string): Promise<string> {
  const reply = await writer.write(placeOf(folder), null, textFor(name));
  return reply.ok ? 'written' : reply.problem.code;
}

async function replaceOften(folder: string, times: number): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (let turn = 0; turn < times; turn += 1) {
    const now = await writer.read(placeOf(folder));
    const reply = now.ok ? await writer.write(placeOf(folder), now.value, textFor(`${name} ${turn}`)) : now;
    const outcome = reply.ok ? 'written' : reply.problem.code;
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return counts;
}

process.on('message', (message: { create?: string; replace?: string; times?: number }) => {
  const work =
    message.create === undefined
      ? replaceOften(message.replace ?? '', message.times ?? 0)
      : createOnce(message.create);
  void work.then((answer) => process.send?.(answer));
});

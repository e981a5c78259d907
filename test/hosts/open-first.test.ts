import { describe, expect, it } from 'vitest';
import { openFirst } from '../../main/hosts/open-first.ts';
import type { StartArgs } from '../../main/hosts/start-args.ts';
import { OWNER } from '../build/jobs.ts';
import { memorySession } from '../build/memory-session.ts';

const NOTHING_ASKED: StartArgs = { box: null, owner: null, practice: false, port: 0, tokenFile: null };

async function first(found: readonly string[], asked: Partial<StartArgs> = {}) {
  const { session } = memorySession(found);
  const reply = await openFirst(session, { ...NOTHING_ASKED, ...asked });
  return reply.ok ? (reply.value.datasite?.box ?? null) : reply.problem.code;
}

describe('what is opened at the start', () => {
  it.each<[string, readonly string[], Partial<StartArgs>, string | null]>([
    ['the only one that is found', ['/box'], {}, '/box'],
    ['nothing where none is found: the screens ask', [], {}, null],
    ['nothing where several are found: the screens ask', ['/box', '/other'], {}, null],
    ['the one that was named', ['/box', '/other'], { box: '/other' }, '/other'],
    ['nothing else when the one that was named is not there', ['/box'], { box: '/nowhere' }, 'no-datasite'],
    ['the only one of an owner', ['/box'], { owner: OWNER }, '/box'],
    [
      'the only one of an owner, spelled with other capitals',
      ['/box'],
      { owner: OWNER.toUpperCase() },
      '/box',
    ],
    ['nothing where the only one is somebody else’s', ['/box'], { owner: 'else@lab.example' }, null],
    ['the practice datasite, whatever is found', ['/box', '/other'], { practice: true }, '/practice'],
  ])('%s', async (_what, found, asked, opened) => {
    expect(await first(found, asked)).toBe(opened);
  });
});

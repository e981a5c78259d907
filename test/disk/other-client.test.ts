import { mkdir, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { otherClientSeen } from '../../main/disk/other-client.ts';
import { tempFolder } from './write/temp-folder.ts';

const NOON = Date.UTC(2026, 10, 21, 12);
const MINUTE = 60_000;
const clock = { now: () => NOON };

async function box(): Promise<string> {
  const folder = join(await tempFolder(), 'SyftBox_owner@lab.org');
  await mkdir(join(folder, 'owner@lab.org'), { recursive: true });
  return folder;
}

async function leave(path: string, at: number, kind: 'file' | 'folder' = 'file'): Promise<void> {
  await mkdir(join(path, '..'), { recursive: true });
  if (kind === 'folder') await mkdir(path);
  else await writeFile(path, '{}');
  await utimes(path, new Date(at), new Date(at));
}

describe('another client of the owner', () => {
  it('was not seen where it left nothing', async () => {
    expect(await otherClientSeen(await box(), clock)).toEqual({
      atWork: false,
      text: 'Gatehouse notes new jobs as received; no other client of yours was seen.',
    });
  });

  it.each<[string, 'file' | 'folder', string]>([
    ['its hashes', 'file', '.cache/owner_file_hashes.json'],
    ['its state', 'file', '.cache/rolling_state.json'],
    ['its events beside the folder', 'folder', '../SyftBox_owner@lab.org-events'],
  ])('was seen by %s', async (_what, kind, path) => {
    const folder = await box();
    await leave(join(folder, path), NOON - 2 * MINUTE, kind);
    expect(await otherClientSeen(folder, clock)).toEqual({
      atWork: true,
      text: 'Another client of yours was at work at 2026-11-21T11:58:00.000Z; it notes new jobs as received.',
    });
  });

  it.each([
    [9 * MINUTE, true],
    [10 * MINUTE, true],
    [10 * MINUTE + 1_000, false],
    [24 * 60 * MINUTE, false],
  ])('counts as gone ten minutes after its last sign: %i ms ago is %s', async (ago, atWork) => {
    const folder = await box();
    await leave(join(folder, '.cache/rolling_state.json'), NOON - ago);
    expect(await otherClientSeen(folder, clock)).toMatchObject({ atWork });
  });

  it('is judged by its newest sign', async () => {
    const folder = await box();
    await leave(join(folder, '.cache/rolling_state.json'), NOON - 600 * MINUTE);
    await leave(join(folder, '.cache/owner_file_hashes.json'), NOON - MINUTE);
    expect(await otherClientSeen(folder, clock)).toMatchObject({ atWork: true });
  });

  it('left no sign by a file dated hours ahead: its clock is wrong and says nothing', async () => {
    const folder = await box();
    await leave(join(folder, '.cache/rolling_state.json'), NOON + 60 * MINUTE);
    expect(await otherClientSeen(folder, clock)).toMatchObject({ atWork: false });
    await leave(join(folder, '.cache/owner_file_hashes.json'), NOON + MINUTE);
    expect(await otherClientSeen(folder, clock)).toMatchObject({ atWork: true });
  });

  it('is looked for without following a link', async () => {
    const folder = await box();
    const elsewhere = join(await tempFolder(), 'state.json');
    await leave(elsewhere, NOON);
    await mkdir(join(folder, '.cache'));
    await symlink(elsewhere, join(folder, '.cache', 'rolling_state.json'));
    expect((await otherClientSeen(folder, { now: () => Date.now() + 60 * MINUTE })).atWork).toBe(false);
  });
});

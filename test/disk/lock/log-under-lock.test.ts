import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openParts } from '../../../main/compose.ts';
import { tempFolder } from '../write/temp-folder.ts';

const OWNER = 'owner@lab.example';

it('takes no entry once another program holds the lock, and again when it is ours', async () => {
  const box = await tempFolder();
  await mkdir(join(box, OWNER, 'app_data/job/inbox'), { recursive: true });
  const parts = await openParts({ box, owner: OWNER, practice: false });
  if (!parts.ok) throw new Error(parts.problem.what);
  const { log } = parts.value;
  const note = () => log.append({ kind: 'note', what: 'opened', text: 'here' });
  expect(await note()).toMatchObject({ ok: true });
  const lock = join(box, OWNER, 'app_data/gatehouse/lock');
  const ours = await readFile(lock, 'utf8');
  await writeFile(lock, ours.replace(/"token":"./, '"token":"x'));
  expect(await note()).toMatchObject({ ok: false, problem: { code: 'datasite-locked' } });
  expect((await log.newest(10)).ok && parts.value.logHealth().entries).toBe(1);
  await writeFile(lock, ours);
  expect(await note()).toMatchObject({ ok: true });
  await parts.value.close();
});

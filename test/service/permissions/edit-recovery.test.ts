import { describe, expect, it } from 'vitest';
import type { AuditBody } from '../../../main/core/audit/entry.ts';
import { recover } from '../../../main/service/recovery.ts';
import { activityRowOf } from '../../../main/service/views/activity-row.ts';
import { OWNER, sha256 } from '../../build/jobs.ts';
import { memoryDisk, memoryLog } from '../../build/memory-disk.ts';
import { testTime } from '../../build/time.ts';

const FILE = 'public/syft.pub.yaml';
const AFTER = 'rules: []\nterminal: true\n';
const EDIT: AuditBody = {
  kind: 'rule-edit',
  stage: 'intended',
  intent: null,
  by: OWNER,
  file: FILE,
  edit: { kind: 'revoke', level: 'write', path: 'public/', user: '*' },
  before: { sha256: sha256(''), text: '' },
  after: { sha256: sha256(AFTER), text: null },
  why: null,
};

async function afterCrash(there: string | null) {
  const { source, writer, rules } = memoryDisk();
  const log = memoryLog();
  await log.append(EDIT);
  if (there !== null) rules.put(FILE, there);
  const { clock } = testTime();
  const run = () => recover({ owner: OWNER, source, writer, ruleWriter: rules.writer, log, sha256, clock });
  return { log, rules, run };
}

describe('an edit that a crash cut short', () => {
  it('was made when the rule file says so', async () => {
    const { log, run } = await afterCrash(AFTER);
    expect(await run()).toEqual({ ok: true, value: 1 });
    expect(log.lines[1]).toMatchObject({ stage: 'written', intent: 1, file: FILE });
  });

  it.each([[''], ['something else'], [null]])(
    'was not made otherwise, and is not made up for: %j',
    async (there) => {
      const { log, rules, run } = await afterCrash(there);
      await run();
      expect(log.lines[1]).toMatchObject({
        stage: 'failed',
        intent: 1,
        why: expect.stringContaining('stopped'),
      });
      expect(rules.textOf(FILE)).toBe(there);
    },
  );

  it('is settled once', async () => {
    const { log, run } = await afterCrash('');
    await run();
    expect(await run()).toEqual({ ok: true, value: 0 });
    expect(log.lines).toHaveLength(2);
  });

  it('stops the start when its end cannot be recorded', async () => {
    const { log, run } = await afterCrash('');
    log.refuse(true);
    expect(await run()).toMatchObject({ ok: false, problem: { code: 'log-unwritable' } });
  });
});

describe('an edit in Activity', () => {
  const textOf = (over: Partial<Extract<AuditBody, { kind: 'rule-edit' }>>) =>
    activityRowOf({ ...EDIT, ...over, v: 1, seq: 1, at: '', prev: '' } as never, 'hash');

  it.each([
    ['intended', null, `Taking write access to public/ from everyone in ${FILE}`],
    ['written', null, `Took write access to public/ from everyone in ${FILE}`],
    ['failed', 'The disk is full.', /^Not written: .*from everyone in .*\. The disk is full\.$/],
  ] as const)('that is %s', (stage, why, text) => {
    const row = textOf({ stage, why });
    expect(row.text).toMatch(text);
    expect(row).toMatchObject({ kind: 'rule-edit', action: null, job: null, by: OWNER });
  });
});

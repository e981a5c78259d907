import { describe, expect, it } from 'vitest';
import { ruleFilesBelow } from '../../../main/core/permissions/rule-tree.ts';
import { createRuleTroubles } from '../../../main/service/rules/rule-troubles.ts';
import { createRules } from '../../../main/service/rules/rules.ts';
import { NOW } from '../../build/jobs.ts';
import { memoryRules } from '../../build/memory-rules.ts';
import { testTime } from '../../build/time.ts';

const INBOX = 'app_data/job/inbox';

function world() {
  const time = testTime();
  const disk = memoryRules();
  const troubles: string[] = [];
  const rules = createRules({
    files: disk.files,
    timers: time.timers,
    onTrouble: (what) => troubles.push(what),
  });
  const told: (readonly string[])[] = [];
  rules.onChange((folders) => told.push(folders));
  const paths = () => ruleFilesBelow(rules.tree()).map((file) => file.path);
  return { time, disk, rules, troubles, told, paths };
}

describe('the rules of a datasite', () => {
  it('come with a look, and earlier values stay as they were', async () => {
    const { disk, rules, paths, told } = world();
    disk.put('a/syft.pub.yaml', 'rules: []\n', 1_000);
    const before = rules.tree();
    await rules.sweep('everywhere');
    expect(paths()).toEqual(['a/syft.pub.yaml']);
    expect(rules.changedAt('a/syft.pub.yaml')).toBe(1_000);
    expect(ruleFilesBelow(before)).toEqual([]);
    expect(told).toEqual([['a'], []]);
    disk.remove('a/syft.pub.yaml');
    await rules.sweep('everywhere');
    expect([paths(), rules.changedAt('a/syft.pub.yaml')]).toEqual([[], null]);
  });

  it('are ready after the first sweep, once', async () => {
    const { rules, told } = world();
    expect(rules.ready()).toBe(false);
    await rules.sweep('above-jobs');
    await rules.sweep('everywhere');
    expect([rules.ready(), told]).toEqual([true, [[]]]);
  });

  it('are looked at again for a decision: the job and the way to it, not all', async () => {
    const { disk, rules } = world();
    const folder = `${INBOX}/ana/count`;
    disk.put(`${folder}/code/syft.pub.yaml`, '');
    disk.put('public/syft.pub.yaml', '');
    const tree = await rules.fresh(folder);
    expect(ruleFilesBelow(tree).map((file) => file.path)).toEqual([`${folder}/code/syft.pub.yaml`]);
    await rules.freshOnWay('public/a');
    expect(disk.asked).toEqual([`below ${folder}`, 'way public/a']);
  });

  it('survive a disk that does not answer, and say so', async () => {
    const { disk, rules, troubles, paths } = world();
    disk.put('a/syft.pub.yaml', '');
    disk.failNextLook();
    await rules.sweep('everywhere');
    expect(troubles).toEqual([expect.stringContaining('the disk does not answer')]);
    await rules.sweep('everywhere');
    expect(paths()).toHaveLength(1);
  });
});

describe('hints', () => {
  it('about one job within a moment are one look at the way to it', async () => {
    const { disk, rules, time } = world();
    for (let file = 0; file < 50; file += 1) rules.hint(`/me/${INBOX}/ana/count/code/file-${file}`);
    rules.hint(`/me/${INBOX}/bo/count/run.sh`);
    await time.pass(100);
    expect(disk.asked).toEqual([`way ${INBOX}/ana/count`, `way ${INBOX}/bo/count`]);
  });

  it.each([
    [`${INBOX}/ana/syft.pub.yaml`, `${INBOX}/ana`],
    [`${INBOX}/ana/count/code/syft.pub.yaml`, `${INBOX}/ana/count/code`],
    ['syft.pub.yaml', ''],
    [`${INBOX}/ana`, `${INBOX}/ana`],
  ])('at %s are followed to %s', async (hint, path) => {
    const { disk, rules, time } = world();
    rules.hint(`/me/${hint}`);
    await time.pass(100);
    expect(disk.asked).toEqual([`way ${path}`]);
  });

  it('bring a change in', async () => {
    const { disk, rules, time, paths } = world();
    disk.put(`${INBOX}/ana/syft.pub.yaml`, '');
    rules.hint(`/me/${INBOX}/ana/syft.pub.yaml`);
    await time.pass(100);
    expect(paths()).toEqual([`${INBOX}/ana/syft.pub.yaml`]);
  });

  it('go on after one that failed, and end with the datasite', async () => {
    const { disk, rules, time, troubles } = world();
    disk.failNextLook();
    rules.hint('/me/a/syft.pub.yaml');
    rules.hint('/me/b/syft.pub.yaml');
    await time.pass(100);
    expect(disk.asked).toEqual(['way a', 'way b']);
    expect(troubles).toHaveLength(1);
    rules.hint('/me/c/syft.pub.yaml');
    rules.stop();
    await time.pass(100);
    expect([disk.asked.length, time.pending()]).toEqual([2, 0]);
  });
});

describe('rule files that do not load', () => {
  it('are named as long as they do not, since when they are known', async () => {
    const { disk, rules, time } = world();
    const standing = createRuleTroubles(rules, time.clock);
    let told = 0;
    const end = standing.onChange(() => {
      told += 1;
    });
    disk.put('a/syft.pub.yaml', 'rules: 5\n');
    await rules.sweep('everywhere');
    expect(standing.now()).toEqual([
      { at: new Date(NOW).toISOString(), what: expect.stringMatching(/^a\/syft\.pub\.yaml does not load/) },
    ]);
    await time.pass(5_000);
    disk.put('b/syft.pub.yaml', 'rules: 5\n');
    await rules.sweep('everywhere');
    expect(standing.now().map(({ at }) => Date.parse(at) - NOW)).toEqual([0, 5_000]);
    disk.put('c/syft.pub.yaml', '');
    await rules.sweep('everywhere');
    expect(told).toBe(2);
    disk.put('a/syft.pub.yaml', '');
    disk.remove('b/syft.pub.yaml');
    await rules.sweep('everywhere');
    expect([standing.now(), told]).toEqual([[], 3]);
    end();
    disk.put('a/syft.pub.yaml', 'rules: 5\n');
    await rules.sweep('everywhere');
    expect(told).toBe(3);
  });

  it('do not fill the list', async () => {
    const { disk, rules, time } = world();
    const standing = createRuleTroubles(rules, time.clock);
    for (let at = 0; at < 50; at += 1) disk.put(`f${at}/syft.pub.yaml`, 'rules: 5\n');
    await rules.sweep('everywhere');
    expect(standing.now()).toHaveLength(21);
    expect(standing.now().at(-1)?.what).toContain('30 more');
  });
});

import { describe, expect, it } from 'vitest';
import { type CatalogueChange, createCatalogue } from '../../../main/service/catalogue.ts';
import { createProofs } from '../../../main/service/rules/proofs.ts';
import { createRules } from '../../../main/service/rules/rules.ts';
import type { JobPlace } from '../../../shared/terms/ids.ts';
import { jobOf, OWNER, placeOf, type Wish } from '../../build/jobs.ts';
import { memoryRules } from '../../build/memory-rules.ts';
import { settle, testTime } from '../../build/time.ts';
import { rulesText } from './rules-text.ts';

const ANA = 'ana@uni.example';
const BO = 'bo@lab.example';
const INBOX = 'app_data/job/inbox';
const rulesOf = (sender: string) => `${INBOX}/${sender}/syft.pub.yaml`;
const of = (sender: string, folder: string): JobPlace => placeOf(folder, { sender });

function world() {
  const time = testTime();
  const disk = memoryRules();
  const catalogue = createCatalogue();
  const troubles: string[] = [];
  const rules = createRules({
    files: disk.files,
    timers: time.timers,
    onTrouble: (what) => troubles.push(what),
  });
  const proofs = createProofs({ owner: OWNER, rules, catalogue, timers: time.timers });
  const changes: CatalogueChange[] = [];
  catalogue.onChange((change) => changes.push(change));
  const add = (wish: Wish) => catalogue.apply([jobOf(wish)], []);
  const proofOf = (place: JobPlace) => {
    const job = catalogue.value().jobs.find(({ facts }) => facts.place === place);
    if (job === undefined) throw new Error('no such job');
    return proofs.proofOf(job);
  };
  /** Folders told anew since this was last asked. */
  const told = () =>
    changes
      .splice(0)
      .flatMap(({ changed }) => changed.map(({ facts }) => facts.place.folder))
      .sort();
  return { time, disk, catalogue, rules, proofs, troubles, add, proofOf, told };
}

describe('the proof of a sender', () => {
  it('is there once the rules above all jobs have been read, and told then', async () => {
    const { disk, rules, add, proofOf, told } = world();
    const place = of(ANA, 'one');
    disk.put(rulesOf(ANA), rulesText({ '**': { write: [ANA] } }));
    add({ place });
    expect(proofOf(place)).toBeNull();
    told();
    await rules.sweep('above-jobs');
    expect(told()).toEqual(['one']);
    expect(proofOf(place)).toEqual({
      proven: true,
      others: [],
      sentence: `Only ${ANA} and the owner may write here.`,
    });
  });

  it('names who else could have written', async () => {
    const { disk, rules, add, proofOf } = world();
    const place = of(ANA, 'one');
    disk.put(rulesOf(ANA), rulesText({ '**': { write: [ANA, BO, '*@evil.example'] } }));
    add({ place });
    await rules.sweep('above-jobs');
    expect(proofOf(place)).toMatchObject({ proven: false, others: ['*@evil.example', BO] });
  });

  it('names no more than a row can hold', async () => {
    const { disk, rules, add, proofOf } = world();
    const place = of(ANA, 'one');
    const crowd = Array.from({ length: 300 }, (_, at) => `someone${at}@evil.example`);
    disk.put(rulesOf(ANA), rulesText({ '**': { write: crowd } }));
    add({ place });
    await rules.sweep('above-jobs');
    expect(proofOf(place)?.others).toHaveLength(50);
  });

  it('of jobs in other datasites is not known', async () => {
    const { rules, add, proofOf } = world();
    const place = placeOf('elsewhere', { datasite: 'peer@lab.example' });
    await rules.sweep('above-jobs');
    add({ place });
    expect(proofOf(place)).toBeNull();
  });

  it('is made once, and again only when something it rests on changed', async () => {
    const { disk, rules, add, proofOf } = world();
    const place = of(ANA, 'one');
    disk.put(rulesOf(ANA), rulesText({ '**': { write: [ANA] } }));
    await rules.sweep('above-jobs');
    add({ place });
    const first = proofOf(place);
    disk.put('public/syft.pub.yaml', rulesText({ '**': { read: ['*'] } }));
    await rules.sweep('everywhere');
    expect(proofOf(place)).toBe(first);
  });
});

describe('when rules change', () => {
  async function manyJobs() {
    const all = world();
    for (const sender of [ANA, BO]) {
      all.disk.put(rulesOf(sender), rulesText({ '**': { write: [sender] } }));
      for (const folder of ['one', 'two', 'three']) all.add({ place: of(sender, `${folder} of ${sender}`) });
    }
    await all.rules.sweep('above-jobs');
    all.told();
    return all;
  }

  it.each<[string, string, readonly string[]]>([
    ['of one sender', rulesOf(ANA), [`one of ${ANA}`, `three of ${ANA}`, `two of ${ANA}`]],
    ['of one job', `${INBOX}/${BO}/two of ${BO}/syft.pub.yaml`, [`two of ${BO}`]],
    ['inside one job', `${INBOX}/${BO}/two of ${BO}/code/syft.pub.yaml`, [`two of ${BO}`]],
    ['of nobody’s job', `${INBOX}/${BO}/nothing/syft.pub.yaml`, []],
    ['beside the jobs', 'app_data/job/review/x/syft.pub.yaml', []],
    ['elsewhere', 'public/syft.pub.yaml', []],
  ])('%s, only the jobs they can concern are told anew', async (_name, path, folders) => {
    const { disk, rules, told } = await manyJobs();
    disk.put(path, rulesText({ '**': { write: ['*'] } }));
    await rules.sweep('everywhere');
    expect(told()).toEqual([...folders].sort());
  });

  it('and the proofs stay the same, nothing is told', async () => {
    const { disk, rules, told } = await manyJobs();
    disk.put(rulesOf(ANA), `# the same\n${rulesText({ '**': { write: [ANA] } })}`);
    await rules.sweep('everywhere');
    expect(told()).toEqual([]);
  });

  it.each([
    ['the datasite', 'syft.pub.yaml'],
    ['app_data', 'app_data/syft.pub.yaml'],
    ['the inbox', `${INBOX}/syft.pub.yaml`],
  ])('of %s, all jobs are thought about, in portions', async (_name, path) => {
    const { disk, rules, add, told, time } = await manyJobs();
    for (let at = 0; at < 500; at += 1) add({ place: of(ANA, `job ${at}`) });
    told();
    disk.put(path, rulesText({ '**': { admin: ['*'] } }, true));
    await rules.sweep('everywhere');
    const first = told().length;
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThanOrEqual(200);
    await time.pass(10);
    expect(first + told().length).toBe(506);
  });

  it('a proof that waits for its turn is never shown as it was', async () => {
    const { disk, rules, add, proofOf } = await manyJobs();
    const places = Array.from({ length: 300 }, (_, at) => of(ANA, `job ${at}`));
    for (const place of places) add({ place });
    for (const place of places) expect(proofOf(place)?.proven).toBe(true);
    disk.put(rulesOf(ANA), rulesText({ '**': { write: ['*'] } }));
    await rules.sweep('everywhere');
    for (const place of places) expect(proofOf(place)?.proven).toBe(false);
  });

  it('nothing happens any more once it is stopped', async () => {
    const { disk, rules, proofs, told, time } = await manyJobs();
    proofs.stop();
    disk.put(rulesOf(ANA), rulesText({ '**': { write: ['*'] } }));
    await rules.sweep('everywhere');
    await time.pass(100);
    expect(told()).toEqual([]);
  });
});

describe('a job that brings rules of its own', () => {
  const place = of(ANA, 'one');
  const own = `${INBOX}/${ANA}/one/syft.pub.yaml`;
  const withRules = (state?: string): Wish => ({
    place,
    files: { 'run.sh': 'x\n', 'syft.pub.yaml': '' },
    ...(state === undefined ? {} : { state }),
  });

  async function arrived(wish: Wish) {
    const all = world();
    all.disk.put(rulesOf(ANA), rulesText({ '**': { write: [ANA] } }));
    await all.rules.sweep('above-jobs');
    all.disk.put(own, rulesText({ '**': { write: ['*'] } }));
    all.told();
    all.add(wish);
    return { ...all, atFirst: all.proofOf(place) };
  }

  it('has no proof until they are read, then the one they give', async () => {
    const { proofOf, told, atFirst } = await arrived(withRules());
    expect(atFirst).toBeNull();
    await settle();
    expect(told().length).toBeGreaterThan(1);
    expect(proofOf(place)).toMatchObject({ proven: false, others: ['*'] });
  });

  it('is looked at once for each reading, also when the rules are gone by then', async () => {
    const { disk, add, proofOf, catalogue } = await arrived(withRules());
    await settle();
    disk.remove(own);
    const looks = disk.asked.length;
    add(withRules());
    await settle();
    catalogue.touch([...catalogue.value().jobs.keys()]);
    await settle();
    expect(disk.asked.length - looks).toBeLessThanOrEqual(1);
    expect(proofOf(place)).not.toBeNull();
  });

  it('is not looked at for that when it is over', async () => {
    const { disk, proofOf } = await arrived(withRules('status: done\n'));
    await settle();
    expect(disk.asked).toEqual(['above-jobs']);
    expect(proofOf(place)?.proven).toBe(true);
  });

  it('has none while the disk fails, until the next look at everything', async () => {
    const { disk, rules, add, proofOf } = world();
    disk.put(rulesOf(ANA), rulesText({ '**': { write: [ANA] } }));
    await rules.sweep('above-jobs');
    disk.put(own, rulesText({ '**': { write: ['*'] } }));
    disk.failNextLook();
    add(withRules());
    await settle();
    expect(proofOf(place)).toBeNull();
    await rules.sweep('everywhere');
    expect(proofOf(place)).toMatchObject({ proven: false, others: ['*'] });
  });

  it('or until it brings none any more', async () => {
    const { disk, rules, add, proofOf } = world();
    disk.put(rulesOf(ANA), rulesText({ '**': { write: [ANA] } }));
    await rules.sweep('above-jobs');
    disk.failNextLook();
    add(withRules());
    await settle();
    expect(proofOf(place)).toBeNull();
    add({ place });
    expect(proofOf(place)?.proven).toBe(true);
  });
});

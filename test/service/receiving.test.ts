import { describe, expect, it } from 'vitest';
import { jobFrom } from '../../main/core/jobs/job.ts';
import type { Approvals } from '../../main/service/approvals.ts';
import { createReceiving, type OtherClient } from '../../main/service/receiving.ts';
import { done, type ProblemCode, type Reply, refused } from '../../shared/terms/problem.ts';
import { factsOf, jobOf, NOW, OWNER, placeOf, type Wish } from '../build/jobs.ts';
import { settle } from '../build/time.ts';

const ALONE: OtherClient = { atWork: false, text: 'Gatehouse notes new jobs as received; nobody else.' };
const NOT_ALONE: OtherClient = { atWork: true, text: 'Another client notes new jobs as received.' };

function world() {
  const received: string[] = [];
  const troubles: string[] = [];
  const told: string[] = [];
  let other = ALONE;
  let answer: () => Promise<Reply<never>> | null = () => null;
  let hold: Promise<void> = Promise.resolve();
  const receive: Approvals['receive'] = async (place) => {
    received.push(place.folder);
    await hold;
    return answer() ?? done(jobOf({ place, state: 'status: pending\n' }));
  };
  const receiving = createReceiving({
    owner: OWNER,
    approvals: { receive },
    otherClient: async () => other,
    onTrouble: (what) => troubles.push(what),
  });
  receiving.onChange(() => told.push(receiving.text()));
  return {
    receiving,
    received,
    troubles,
    told,
    consider: async (...wishes: readonly Wish[]) => {
      receiving.consider({ changed: wishes.map((wish) => jobOf({ state: null, ...wish })) });
      await settle();
    },
    answers: (code: ProblemCode) => {
      answer = async () => refused(code, 'It was not to be.', 'Look again.');
    },
    throws: () => {
      answer = () => Promise.reject(new Error('the disk does not answer'));
    },
    otherIs: (now: OtherClient) => {
      other = now;
    },
    holdWrites() {
      let open = () => {};
      hold = new Promise((resolve) => {
        open = resolve;
      });
      return () => open();
    },
  };
}

describe('receiving new jobs', () => {
  it('notes settled jobs without a state, one after the other', async () => {
    const { consider, received } = world();
    await consider({ place: placeOf('one') }, { place: placeOf('two') });
    expect(received).toEqual(['one', 'two']);
  });

  it.each<[string, Wish]>([
    ['has a state', { state: 'status: pending\n' }],
    ['is still arriving', { arrival: { present: 1, expected: 3 } }],
    ['moved a moment ago', { changedAt: NOW - 10 }],
    ['is malformed', { defects: [{ code: 'link', path: 'x', text: 'x is a link.' }] }],
    ['lies in somebody else’s datasite', { place: placeOf('count', { datasite: 'peer@lab.example' }) }],
    ['has a state that cannot be read', { state: 'status: [' }],
  ])('leaves a job alone that %s', async (_what, wish) => {
    const { consider, received } = world();
    await consider(wish);
    expect(received).toEqual([]);
  });

  it('leaves it to another client of the owner that is at work, and takes over when that is gone', async () => {
    const { consider, received, otherIs } = world();
    otherIs(NOT_ALONE);
    await consider({});
    expect(received).toEqual([]);
    otherIs(ALONE);
    await consider({});
    expect(received).toEqual(['count']);
  });

  it('tries a job once for each time its facts change', async () => {
    const { receiving, received, answers } = world();
    answers('write-failed');
    const facts = factsOf({ state: null });
    const job = () => jobFrom(facts, NOW);
    receiving.consider({ changed: [job()] });
    receiving.consider({ changed: [job()] });
    await settle();
    receiving.consider({ changed: [job()] });
    await settle();
    expect(received).toHaveLength(1);
    receiving.consider({ changed: [jobFrom({ ...facts }, NOW)] });
    await settle();
    expect(received).toHaveLength(2);
  });

  it('says what went wrong, but not that somebody else was quicker', async () => {
    const { consider, troubles, answers } = world();
    answers('wrong-state');
    await consider({ place: placeOf('one') });
    answers('state-changed');
    await consider({ place: placeOf('two') });
    expect(troubles).toEqual([]);
    answers('log-unwritable');
    await consider({ place: placeOf('three') });
    expect(troubles).toEqual([
      '“owner@lab.example/ana@uni.example/three” could not be noted as received: It was not to be.',
    ]);
  });

  it('says so when a disk throws, and goes on with the next job', async () => {
    const { consider, troubles, throws, received } = world();
    throws();
    await consider({ place: placeOf('one') }, { place: placeOf('two') });
    expect(received).toEqual(['one', 'two']);
    expect(troubles.join('\n')).toContain('the disk does not answer');
  });

  it('begins with no further job once it is stopped', async () => {
    const { receiving, consider, received, holdWrites } = world();
    const release = holdWrites();
    await consider({ place: placeOf('one') }, { place: placeOf('two') });
    receiving.stop();
    release();
    await settle();
    await consider({ place: placeOf('three') });
    expect(received).toEqual(['one']);
  });

  it('says who receives, also while there is nothing to receive, and tells when that changes', async () => {
    const { receiving, otherIs, told } = world();
    await receiving.askAgain();
    expect(receiving.text()).toBe(ALONE.text);
    otherIs(NOT_ALONE);
    await receiving.askAgain();
    await receiving.askAgain();
    expect(told).toEqual([ALONE.text, NOT_ALONE.text]);
  });
});

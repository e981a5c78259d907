import { expect, test } from 'vitest';
import { createLatest } from '../../../renderer/store/permissions/latest.ts';
import { done, type Reply, refused } from '../../../shared/terms/problem.ts';
import { deferred } from '../../build/deferred.ts';

/** A call whose answers the test gives, in any order. */
function slow() {
  const asked: { input: string; answer: (reply: Reply<string>) => void }[] = [];
  const latest = createLatest((input: string) => {
    const reply = deferred<Reply<string>>();
    asked.push({ input, answer: reply.resolve });
    return reply.promise;
  });
  const answer = async (place: number, reply: Reply<string>) => {
    asked[place]?.answer(reply);
    await Promise.resolve();
    await Promise.resolve();
  };
  return { latest, answer, asked };
}

test('an answer belongs to what was asked last, however late others come', async () => {
  const { latest, answer } = slow();
  void latest.ask('one');
  void latest.ask('two');
  await answer(1, done('second'));
  await answer(0, done('first'));
  expect(latest.state.getState()).toEqual({ input: 'two', value: 'second', problem: null, asking: false });
});

test('another question drops the answer at once, the same question keeps it until it is answered', async () => {
  const { latest, answer } = slow();
  void latest.ask('one');
  await answer(0, done('first'));
  void latest.again();
  expect(latest.state.getState()).toMatchObject({ value: 'first', asking: true });
  await answer(1, done('afresh'));
  expect(latest.state.getState().value).toBe('afresh');
  void latest.ask('two');
  expect(latest.state.getState()).toMatchObject({ input: 'two', value: null, asking: true });
});

test('a refusal takes the place of the answer, and the next answer that of the refusal', async () => {
  const { latest, answer } = slow();
  void latest.ask('one');
  await answer(0, refused('read-failed', 'It could not be read.', 'Try again.'));
  expect(latest.state.getState()).toMatchObject({ value: null, problem: { code: 'read-failed' } });
  void latest.again();
  await answer(1, done('first'));
  expect(latest.state.getState()).toMatchObject({ value: 'first', problem: null });
});

test('what was forgotten is not answered, and not asked again', async () => {
  const { latest, answer, asked } = slow();
  void latest.ask('one');
  latest.forget();
  await answer(0, done('first'));
  await latest.again();
  expect(latest.state.getState()).toEqual({ input: null, value: null, problem: null, asking: false });
  expect(asked).toHaveLength(1);
});

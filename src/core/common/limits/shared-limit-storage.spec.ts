import { channelPair } from '../../../../test/support/channel-pair';
import { TestClock } from '../../../testkit/test-clock';
import type { Channel } from '../workers/channel';
import { MemoryLimitStorage } from './memory-limit-storage';
import { SharedLimitStorage, shareLimits } from './shared-limit-storage';

let sent: object[];
let primary: Channel;
let storage: SharedLimitStorage;
beforeEach(() => {
  sent = [];
  const [worker, other] = channelPair((messages) => sent.push(messages));
  primary = other;
  shareLimits(primary, new MemoryLimitStorage(new TestClock()));
  storage = new SharedLimitStorage(worker);
});

/** Hits of the counters of a request. */
async function count(...keys: string[]): Promise<number[]> {
  const usages = await storage.incrementAll(keys.map((key) => ({ name: 'default', key, limit: 2 })));
  return usages.map(({ totalHits }) => totalHits);
}

it('counts requests that arrive together with one question', async () => {
  await expect(Promise.all([count('a', 'b'), count('a'), count('c')])).resolves.toEqual([[1, 1], [2], [1]]);
  expect(sent).toMatchObject([[{ question: 'count' }], [{ answer: [[{}, {}], [{}], [{}]] }]]);
});

it('counts requests that arrive while it asks with the next question', async () => {
  const first = count('a');
  await new Promise(setImmediate);
  const others = Promise.all([count('a'), count('b')]);
  await new Promise(process.nextTick);
  const more = count('b');
  expect([await first, await others, await more]).toEqual([[1], [[2], [1]], [2]]);
  expect(sent).toHaveLength(4);
});

it('counts nothing beyond the first counter that exceeds its limit', async () => {
  await Promise.all([count('a'), count('a')]);
  expect([await count('b', 'a', 'c'), await count('c')]).toEqual([[1, 3], [1]]);
});

it('reads a counter without incrementing it', async () => {
  await count('a');
  expect([await storage.read('a', 1), await count('a')]).toMatchObject([{ totalHits: 1, isBlocked: true }, [2]]);
});

it('takes from the windows of the other process', async () => {
  const take = { cost: 2, limit: 3, windowMs: 1_000 };
  const taken = await Promise.all([storage.take('a', take), storage.take('a', take)]);
  expect(taken.map(({ isTaken }) => isTaken)).toEqual([true, false]);
});

it('fails what it counts when the other process has ended, and what it counts afterwards', async () => {
  const [worker] = channelPair();
  const lost = new SharedLimitStorage(worker);
  const counting = lost.incrementAll([{ name: 'default', key: 'a', limit: 2 }]);
  await new Promise(setImmediate);
  worker.close();
  await expect(counting).rejects.toThrow('has ended');
  await expect(lost.increment('a', 0, 2, 0, 'default')).rejects.toThrow('has ended');
});

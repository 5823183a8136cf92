import { CachedValue } from './cached-value';

const NOW = new Date('2031-01-01T00:00:00Z');

/** A value whose reads end on request. */
function slowly(): { cached: CachedValue<string>; reads: ((value: string) => void)[] } {
  const reads: ((value: string) => void)[] = [];
  return { cached: new CachedValue(() => new Promise((resolve) => reads.push(resolve))), reads };
}

it('reads a value once in ten seconds', async () => {
  let reads = 0;
  const cached = new CachedValue(async () => ++reads);
  const at = (milliseconds: number) => cached.get(new Date(NOW.getTime() + milliseconds));
  expect([await at(0), await at(9_999), await at(10_000), await at(-1)]).toEqual([1, 1, 2, 3]);
});

it('reads a dropped value again', async () => {
  let reads = 0;
  const cached = new CachedValue(async () => ++reads);
  await cached.get(NOW);
  cached.drop();
  expect(await cached.get(NOW)).toBe(2);
});

it('does not keep a value that was dropped while it was read', async () => {
  const { cached, reads } = slowly();
  const outdated = cached.get(NOW);
  cached.drop();
  reads[0]?.('old');
  expect(await outdated).toBe('old');
  const current = cached.get(NOW);
  reads[1]?.('new');
  expect(await current).toBe('new');
  expect(await cached.get(NOW)).toBe('new');
});

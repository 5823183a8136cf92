import { ApiKey } from './api-key.entity';
import { ApiKeyCache } from './api-key-cache';

const NOW = new Date('2030-01-01T00:00:00.000Z');
const after = (milliseconds: number): Date => new Date(NOW.getTime() + milliseconds);
const keyOf = (hash: string): ApiKey => Object.assign(new ApiKey(), { hash });
const readKey = (cache: ApiKeyCache, hash: string): Promise<ApiKey | null> =>
  cache.read(hash, NOW, async () => keyOf(hash));

it('keeps a key for less than ten seconds from the start of its reading', async () => {
  const cache = new ApiKeyCache();
  await readKey(cache, 'a');
  expect(cache.find('a', after(9_999))).toEqual(keyOf('a'));
  expect(cache.find('a', after(10_000))).toBeUndefined();
  expect(cache.find('a', after(-10_000))).toBeUndefined();
});

it('does not keep a key whose reading began before the cache was cleared', async () => {
  const cache = new ApiKeyCache();
  let deliver = (): void => undefined;
  const delivered = new Promise<void>((resolve) => (deliver = resolve));
  const reading = cache.read('a', NOW, () => delivered.then(() => keyOf('a')));
  cache.clear();
  deliver();
  expect(await reading).toEqual(keyOf('a'));
  expect(cache.find('a', NOW)).toBeUndefined();
});

it('drops every key when it is cleared', async () => {
  const cache = new ApiKeyCache();
  await readKey(cache, 'a');
  await readKey(cache, 'b');
  cache.clear();
  expect([cache.find('a', NOW), cache.find('b', NOW)]).toEqual([undefined, undefined]);
});

it('keeps 10,000 keys, and drops the one that was read first for another', async () => {
  const cache = new ApiKeyCache();
  for (let index = 0; index < 10_000; index++) {
    await readKey(cache, `${index}`);
  }
  await readKey(cache, '0');
  await cache.read('unknown', NOW, async () => null);
  expect(cache.find('1', NOW)).toBeDefined();
  await readKey(cache, 'another');
  expect([cache.find('1', NOW), cache.find('0', NOW), cache.find('another', NOW)]).toEqual([
    undefined,
    keyOf('0'),
    keyOf('another'),
  ]);
});

import { KeyedSemaphore } from './keyed-semaphore';

/** Work that goes on until it is released. */
function held(
  semaphore: KeyedSemaphore,
  key: string,
): { end: () => void; done: Promise<void>; hasBegun: () => boolean } {
  let begun = false;
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const done = semaphore.run(key, () => {
    begun = true;
    return ended;
  });
  done.catch(() => undefined);
  return { end, done, hasBegun: () => begun };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('KeyedSemaphore', () => {
  it('limits concurrent work on one key and serves waiters in order', async () => {
    const semaphore = new KeyedSemaphore({ permits: 2, queue: 10, timeoutMs: 10_000 });
    const works = Array.from({ length: 4 }, () => held(semaphore, 'one'));
    await settled();
    expect(works.map(({ hasBegun }) => hasBegun())).toEqual([true, true, false, false]);
    works[1]?.end();
    await settled();
    expect(works.map(({ hasBegun }) => hasBegun())).toEqual([true, true, true, false]);
    works.forEach(({ end }) => end());
    await Promise.all(works.map(({ done }) => done));
  });

  it('does not block other keys', async () => {
    const semaphore = new KeyedSemaphore({ permits: 1, queue: 10, timeoutMs: 10_000 });
    const one = held(semaphore, 'one');
    expect(await semaphore.run('other', async () => 'done')).toBe('done');
    one.end();
  });

  it('releases the permit after a failure', async () => {
    const semaphore = new KeyedSemaphore({ permits: 1, queue: 10, timeoutMs: 10_000 });
    await expect(semaphore.run('one', () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(await semaphore.run('one', async () => 'done')).toBe('done');
  });

  it('rejects callers when the queue is full', async () => {
    const semaphore = new KeyedSemaphore({ permits: 1, queue: 1, timeoutMs: 10_000 });
    const works = [held(semaphore, 'one'), held(semaphore, 'one')];
    await expect(semaphore.run('one', async () => undefined)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      retryAfter: 1,
    });
    works.forEach(({ end }) => end());
    await Promise.all(works.map(({ done }) => done));
  });

  it('rejects callers after the timeout and serves the next ones', async () => {
    const semaphore = new KeyedSemaphore({ permits: 1, queue: 10, timeoutMs: 20 });
    const first = held(semaphore, 'one');
    await expect(held(semaphore, 'one').done).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    const next = held(semaphore, 'one');
    first.end();
    next.end();
    await next.done;
  });
});

import { TestClock } from '../../../testkit/test-clock';
import { MemoryLimitStorage } from './memory-limit-storage';

const MINUTE = 60_000;

let clock: TestClock;
let storage: MemoryLimitStorage;
beforeEach(() => {
  clock = new TestClock();
  clock.holdAt('2027-06-15T12:00:00.000Z');
  storage = new MemoryLimitStorage(clock);
});

const hit = (key: string, limit = 2) => storage.increment(key, MINUTE, limit);

describe('MemoryLimitStorage', () => {
  it('lets as many through as the limit says, and blocks the next until the window ends', async () => {
    expect(await hit('a')).toEqual({ totalHits: 1, timeToExpire: 60, isBlocked: false, timeToBlockExpire: 0 });
    clock.advance(20_000);
    expect(await hit('a')).toEqual({ totalHits: 2, timeToExpire: 40, isBlocked: false, timeToBlockExpire: 0 });
    expect(await hit('a')).toEqual({ totalHits: 3, timeToExpire: 40, isBlocked: true, timeToBlockExpire: 40 });
  });

  it('reads what was counted in the window, and nothing from its end on', async () => {
    await hit('a');
    await hit('a');
    clock.advance(MINUTE - 1);
    expect(storage.read('a', 2)).toMatchObject({ isBlocked: true });
    clock.advance(1);
    expect(storage.read('a', 2)).toMatchObject({ isBlocked: false });
  });

  it('begins anew in the moment in which the window ends, however often was knocked meanwhile', async () => {
    for (let time = 0; time < 10; time++) {
      await hit('a');
    }
    clock.advance(MINUTE - 1);
    expect(await hit('a')).toMatchObject({ isBlocked: true, timeToBlockExpire: 1 });
    clock.advance(1);
    expect(await hit('a')).toMatchObject({ totalHits: 1, isBlocked: false });
  });

  it('counts each key for itself', async () => {
    await hit('a');
    await hit('a');
    expect(await hit('b')).toMatchObject({ totalHits: 1 });
  });

  it('forgets windows that have ended when strangers fill it, and none that still runs', async () => {
    await hit('old', 1);
    for (let stranger = 0; stranger < 10_000; stranger++) {
      await hit(`stranger ${stranger}`);
    }
    clock.advance(MINUTE / 2);
    await hit('running', 1);
    clock.advance(MINUTE / 2);
    for (let stranger = 0; stranger < 25_000; stranger++) {
      await hit(`newcomer ${stranger}`);
    }
    expect(windowsIn(storage)).toBeLessThan(30_000);
    expect(await hit('running', 1)).toMatchObject({ isBlocked: true });
    expect(await hit('old', 1)).toMatchObject({ isBlocked: false });
  });

  it('takes a whole cost or nothing, from a window of its own length that begins with the first take', async () => {
    const take = (cost: number) => storage.take('a', { cost, limit: 5, windowMs: 10 * MINUTE });
    expect(await take(0)).toEqual({ used: 0, left: 0, isTaken: true });
    expect(await take(3)).toEqual({ used: 3, left: 10 * MINUTE, isTaken: true });
    clock.advance(MINUTE);
    expect(await take(3)).toEqual({ used: 3, left: 9 * MINUTE, isTaken: false });
    expect(await take(2)).toEqual({ used: 5, left: 9 * MINUTE, isTaken: true });
    clock.advance(9 * MINUTE);
    expect([await take(0), await take(5)]).toMatchObject([
      { used: 0, left: 0 },
      { used: 5, isTaken: true },
    ]);
  });
});

function windowsIn(limits: MemoryLimitStorage): number {
  return (limits as unknown as { windows: { size: number } }).windows.size;
}

import timers from 'node:timers/promises';
import { BackgroundLoop } from './background-loop';

/** Duration of each run in milliseconds. */
const RUN = 20;

let now = 0;
beforeEach(() => {
  jest.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(() => {
  jest.restoreAllMocks();
});

const fail = (error: unknown): never => {
  throw error;
};

describe('BackgroundLoop', () => {
  it('rests after a run for a multiple of its duration, and runs once for all that woke it meanwhile', async () => {
    const rests: unknown[] = [];
    const { setTimeout: elapsed } = timers;
    const thirdRest = new Promise<void>((resolve) => {
      jest.spyOn(timers, 'setTimeout').mockImplementation(async (milliseconds, value, options) => {
        if (milliseconds !== 4 * RUN) {
          // A server that another test of this worker uses waits for something else.
          return elapsed(milliseconds, value, options);
        }
        if (rests.push(milliseconds) === 3) {
          resolve();
        }
        return value;
      });
    });
    let runs = 0;
    const loop = new BackgroundLoop(
      async () => {
        runs += 1;
        await idle();
        now += RUN;
        if (runs < 3) {
          loop.wake();
          loop.wake();
        }
      },
      fail,
      4,
    );
    await thirdRest;
    await idle();
    await loop.stop();
    expect([runs, rests]).toEqual([3, [4 * RUN, 4 * RUN, 4 * RUN]]);
  });

  it('stops during its rest', async () => {
    const rest = jest.spyOn(timers, 'setTimeout');
    const loop = new BackgroundLoop(
      async () => {
        now += RUN;
      },
      fail,
      1_000_000,
    );
    await idle();
    expect(rest).toHaveBeenCalledWith(1_000_000 * RUN, undefined, expect.anything());
    await loop.stop();
  });
});

/** Resolves when nothing is left to do that needs no timer. */
const idle = () => new Promise((resolve) => setImmediate(resolve));

import { setTimeout as elapsed } from 'node:timers/promises';
import { BackgroundLoop } from './background-loop';

const fail = (error: unknown): never => {
  throw error;
};

describe('BackgroundLoop', () => {
  it('rests after a run, and runs once for all that woke it meanwhile', async () => {
    const runs: number[] = [];
    const { resolve, reached } = milestone();
    const loop = new BackgroundLoop(
      async () => {
        runs.push(performance.now());
        await elapsed(20);
        loop.wake();
        loop.wake();
        if (runs.length === 3) {
          resolve();
        }
      },
      fail,
      4,
    );
    await reached;
    await loop.stop();
    const [first = 0, second = 0, third = 0] = runs;
    expect(runs).toHaveLength(3);
    expect(second - first).toBeGreaterThanOrEqual(90);
    expect(third - second).toBeGreaterThanOrEqual(90);
  });

  it('stops during its rest', async () => {
    const { resolve, reached } = milestone();
    const loop = new BackgroundLoop(
      async () => {
        await elapsed(20);
        resolve();
      },
      fail,
      1_000_000,
    );
    await reached;
    await loop.stop();
  });
});

function milestone(): { resolve: () => void; reached: Promise<void> } {
  let resolve = (): void => undefined;
  const reached = new Promise<void>((done) => (resolve = done));
  return { resolve, reached };
}

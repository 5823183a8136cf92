import { BatchTurns, LARGE_BATCH } from './batch-turns';

const waiting = { read: 0, write: 0 };
let turns: BatchTurns;
beforeEach(() => {
  turns = new BatchTurns();
  for (const stage of ['read', 'write'] as const) {
    waiting[stage] = 0;
    turns.set(stage, {
      get waitingItems() {
        return waiting[stage];
      },
    });
  }
});

/** Whether the stage's batch has begun. */
function beginning(stage: 'read' | 'write'): { hasBegun: boolean } {
  const state = { hasBegun: false };
  void turns.begin(stage).then(() => {
    state.hasBegun = true;
  });
  return state;
}
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it.each(['read', 'write'] as const)(
  'begins a small batch after the running batch, if that one is a %s',
  async (stage) => {
    waiting.read = waiting.write = 1;
    waiting[stage === 'read' ? 'write' : 'read'] = 0;
    const first = beginning(stage);
    await turn();
    expect(first.hasBegun).toBe(true);
    waiting.read = waiting.write = 1;
    const second = beginning(stage === 'read' ? 'write' : 'read');
    await turn();
    expect(second.hasBegun).toBe(false);
    waiting[stage] = 0;
    turns.end();
    await turn();
    expect(second.hasBegun).toBe(true);
  },
);

it('writes what was read before it reads more', async () => {
  waiting.read = waiting.write = 1;
  const read = beginning('read');
  const write = beginning('write');
  await turn();
  expect([read.hasBegun, write.hasBegun]).toEqual([false, true]);
  waiting.write = 0;
  turns.end();
  await turn();
  expect(read.hasBegun).toBe(true);
});

it('begins a batch that has become large beside the running one', async () => {
  waiting.write = 1;
  beginning('write');
  waiting.write = 0;
  waiting.read = LARGE_BATCH - 1;
  const read = beginning('read');
  await turn();
  expect(read.hasBegun).toBe(false);
  waiting.read = LARGE_BATCH;
  turns.reconsider();
  await turn();
  expect(read.hasBegun).toBe(true);
});

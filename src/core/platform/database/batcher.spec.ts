import { BatchTurns, LARGE_BATCH } from './batch-turns';
import { Batcher } from './batcher';

const failure = (code: string): Error => Object.assign(new Error(code), { code });

/** A batch that runs until it is released. */
interface Run {
  readonly items: readonly number[];
  readonly release: (error?: Error) => void;
}

const runs: Run[] = [];
let single: jest.Mock<Promise<string>, [number]>;
let batcher: Batcher<number, string>;
beforeEach(() => {
  runs.length = 0;
  single = jest.fn((item: number) => Promise.resolve(`single ${item}`));
  batcher = new Batcher(
    (items) =>
      new Promise((resolve, reject) => {
        const release = (error?: Error): void =>
          error ? reject(error) : resolve(items.map((item) => `batched ${item}`));
        runs.push({ items, release });
      }),
    single,
  );
});

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
/** Fails if the batch does not run, instead of waiting for ever. */
const run = async (index: number): Promise<Run> => {
  for (let turns = 0; turns < 100 && !runs[index]; turns++) {
    await turn();
  }
  if (!runs[index]) {
    throw new Error(`Batch ${index} does not run`);
  }
  return runs[index];
};

it('collects calls during a running batch into the next one', async () => {
  const first = batcher.add(1);
  (await run(0)).items.forEach((item) => expect(item).toBe(1));
  const others = [batcher.add(2), batcher.add(3)];
  runs[0]?.release();
  expect(await first).toBe('batched 1');
  const second = await run(1);
  expect(second.items).toEqual([2, 3]);
  second.release();
  expect(await Promise.all(others)).toEqual(['batched 2', 'batched 3']);
});

it('begins no batch while one is running', async () => {
  const first = batcher.add(1);
  await run(0);
  const second = batcher.add(2);
  for (let turns = 0; turns < 10; turns++) {
    await turn();
  }
  expect(runs).toHaveLength(1);
  runs[0]?.release();
  (await run(1)).release();
  expect(await Promise.all([first, second])).toEqual(['batched 1', 'batched 2']);
});

it('sends no more than 256 at once', async () => {
  const all = Promise.all(Array.from({ length: 300 }, (_, item) => batcher.add(item)));
  (await run(0)).release();
  (await run(1)).release();
  await all;
  expect(runs.map(({ items }) => items.length)).toEqual([256, 44]);
});

it('refuses calls behind 5,000 waiting ones, and accepts again after a batch', async () => {
  const accepted = [batcher.add(-1)];
  await run(0);
  accepted.push(...Array.from({ length: 5_000 }, (_, item) => batcher.add(item)));
  expect(() => batcher.add(5_000)).toThrow('Too many concurrent license checks');
  runs[0]?.release();
  await run(1);
  accepted.push(batcher.add(5_000));
  for (let index = 1; index <= 20; index++) {
    (await run(index)).release();
  }
  expect(await Promise.all(accepted)).toHaveLength(5_002);
});

it.each(['22021', '22001', '55P03', '57014'])(
  'sends the members singly when one fails the batch with %s',
  async (code) => {
    single.mockImplementation((item) =>
      item === 2 ? Promise.reject(failure(code)) : Promise.resolve(`single ${item}`),
    );
    const answers = Promise.allSettled([1, 2, 3].map((item) => batcher.add(item)));
    (await run(0)).release(failure(code));
    expect(await answers).toEqual([
      { status: 'fulfilled', value: 'single 1' },
      { status: 'rejected', reason: failure(code) },
      { status: 'fulfilled', value: 'single 3' },
    ]);
  },
);

it.each(['40P01', '40001'])('sends a batch once more after %s', async (code) => {
  const answer = batcher.add(1);
  (await run(0)).release(failure(code));
  (await run(1)).release();
  expect(await answer).toBe('batched 1');
  expect(single).not.toHaveBeenCalled();
});

it('sends the members singly when the batch fails twice', async () => {
  const answer = batcher.add(1);
  (await run(0)).release(failure('40P01'));
  (await run(1)).release(failure('40P01'));
  expect(await answer).toBe('single 1');
});

it.each(['ECONNREFUSED', 'EPIPE', '57P01', '08006', '25006', '53300'])(
  'fails the members immediately if the database is unreachable: %s',
  async (code) => {
    const answer = batcher.add(1);
    const [outcome] = await Promise.all([
      answer.then(
        () => 'answered',
        (error: unknown) => String(error),
      ),
      run(0).then(({ release }) => release(failure(code))),
    ]);
    expect(outcome).toBe(`Error: ${code}`);
    expect(single).not.toHaveBeenCalled();
  },
);

it('does not wait for a member that is sent singly', async () => {
  single.mockReturnValue(new Promise(() => undefined));
  void batcher.add(1);
  (await run(0)).release(failure('55P03'));
  const next = batcher.add(2);
  (await run(1)).release();
  expect(await next).toBe('batched 2');
});

it('drains what is waiting', async () => {
  const answers = Promise.all([batcher.add(1), batcher.add(2)]);
  const drained = batcher.drain();
  (await run(0)).release();
  await drained;
  expect(await answers).toHaveLength(2);
});

it('runs beside a batch of the other stage once it has become large', async () => {
  const turns = new BatchTurns();
  batcher.takeTurns(turns, 'write');
  const reads = new Batcher<number, string>((items) => Promise.resolve(items.map(String)), single);
  reads.takeTurns(turns, 'read');
  const batchesAfterTurns = async (): Promise<number> => {
    for (let count = 0; count < 10; count++) {
      await turn();
    }
    return reads.figures.batches;
  };
  void batcher.add(0);
  await run(0);
  const read = Array.from({ length: LARGE_BATCH - 1 }, (_, item) => reads.add(item));
  expect(await batchesAfterTurns()).toBe(0);
  read.push(reads.add(LARGE_BATCH));
  expect(await batchesAfterTurns()).toBe(1);
  expect(await Promise.all(read)).toHaveLength(LARGE_BATCH);
});

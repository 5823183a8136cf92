import { inChunks } from './in-chunks';

async function* pieces(...sizes: number[]): AsyncGenerator<Buffer> {
  let next = 0;
  for (const size of sizes) {
    yield Buffer.from(Array.from({ length: size }, () => next++ % 256));
  }
}

async function all(source: AsyncIterable<Buffer>): Promise<Buffer[]> {
  const items: Buffer[] = [];
  for await (const item of source) {
    items.push(Buffer.from(item));
  }
  return items;
}

it.each([
  [[], []],
  [[0], []],
  [[1], [1]],
  [[4], [4]],
  [[5], [4, 1]],
  [[12], [4, 4, 4]],
  [
    [1, 1, 1, 1, 1],
    [4, 1],
  ],
  [
    [3, 6, 0, 4],
    [4, 4, 4, 1],
  ],
])('cuts pieces of %j bytes into %j', async (sizes, expected) => {
  const chunks = await all(inChunks(pieces(...sizes), 4));
  expect(chunks.map(({ length }) => length)).toEqual(expected);
  expect(Buffer.concat(chunks)).toEqual(Buffer.concat(await all(pieces(...sizes))));
});

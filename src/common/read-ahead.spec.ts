import { readAhead } from './read-ahead';

async function* letters(log: string[], failsAfter = 'c'): AsyncGenerator<string> {
  try {
    for (const letter of ['a', 'b', 'c']) {
      log.push(`read ${letter}`);
      yield await Promise.resolve(letter);
      if (letter === failsAfter && letter !== 'c') {
        throw new Error(`failed after ${letter}`);
      }
    }
  } finally {
    log.push('closed');
  }
}

/** Enough for what has been asked for to be done. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

it('reads the next value while the caller works on the one before, and no further', async () => {
  const log: string[] = [];
  for await (const letter of readAhead(letters(log))) {
    await turn();
    log.push(`used ${letter}`);
  }
  expect(log).toEqual(['read a', 'read b', 'used a', 'read c', 'used b', 'closed', 'used c']);
});

it('throws the error of a read when its turn comes, after all values before it', async () => {
  const used: string[] = [];
  const work = async () => {
    for await (const letter of readAhead(letters([], 'b'))) {
      await turn();
      used.push(letter);
    }
  };
  await expect(work()).rejects.toThrow('failed after b');
  expect(used).toEqual(['a', 'b']);
});

it('closes the source when the caller stops, once the read that is under way has ended', async () => {
  const log: string[] = [];
  for await (const letter of readAhead(letters(log))) {
    log.push(`used ${letter}`);
    break;
  }
  expect(log.at(-1)).toBe('closed');
  expect(log.filter((entry) => entry === 'closed')).toHaveLength(1);
});

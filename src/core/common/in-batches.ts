/** Splits a list, so that no statement gets too many parameters. */
export function* inBatches<T>(list: readonly T[], size = 1_000): Generator<T[]> {
  for (let start = 0; start < list.length; start += size) {
    yield list.slice(start, start + size);
  }
}

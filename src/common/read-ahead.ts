/** The same values; the next one is asked for while the caller works on the one before. */
export async function* readAhead<T>(values: AsyncIterable<T>): AsyncGenerator<T> {
  const iterator = values[Symbol.asyncIterator]();
  let next = ask(iterator);
  try {
    for (;;) {
      const { value, done } = await next;
      if (done) {
        return;
      }
      next = ask(iterator);
      yield value;
    }
  } finally {
    // It may still be at work if the caller has stopped.
    await next.catch(() => undefined);
    await iterator.return?.();
  }
}

/** Its failure is for whoever awaits it, which may be later. */
function ask<T>(iterator: AsyncIterator<T, unknown>): Promise<IteratorResult<T, unknown>> {
  const next = iterator.next();
  next.catch(() => undefined);
  return next;
}

import type { Attempt } from './attempt';

/** An answer's body as a stream that fails only with our error; each chunk gives the next one its whole time. */
export function readChunks(response: Response, attempt: Attempt): ReadableStream<Uint8Array<ArrayBuffer>> {
  // An answer may have no body at all.
  const body: ReadableStream<Uint8Array<ArrayBuffer>> = response.body ?? new Blob([]).stream();
  const reader = body.getReader();
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(stream) {
        attempt.extend();
        const read = await attempt.during(reader.read());
        if (read.value) {
          // The consumer may take its time: only the server's counts.
          attempt.pause();
          stream.enqueue(read.value);
          return;
        }
        attempt.close();
        stream.close();
      },
      async cancel(reason) {
        attempt.drop();
        await reader.cancel(reason).catch(() => undefined);
      },
    },
    // Nothing is read ahead of who reads it.
    { highWaterMark: 0 },
  );
}

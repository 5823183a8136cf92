import type { Attempt } from './attempt';

/** Streams a response body; errors are KeywardErrors, and the timeout restarts with each chunk. */
export function readChunks(response: Response, attempt: Attempt): ReadableStream<Uint8Array<ArrayBuffer>> {
  // A response may have no body.
  const body: ReadableStream<Uint8Array<ArrayBuffer>> = response.body ?? new Blob([]).stream();
  const reader = body.getReader();
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(stream) {
        attempt.extend();
        const read = await attempt.during(() => reader.read());
        if (read.value) {
          // The timeout does not include the consumer's time.
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
    // Reads only on demand.
    { highWaterMark: 0 },
  );
}

/** Splits a stream into chunks of equal size; the last may be shorter. All chunks share a buffer: each is valid until the next is requested. */
export async function* inChunks(source: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Buffer> {
  const chunk = Buffer.allocUnsafeSlow(size);
  let length = 0;
  for await (const piece of source) {
    for (let taken = 0; taken < piece.length;) {
      const part = piece.subarray(taken, taken + size - length);
      chunk.set(part, length);
      taken += part.length;
      length += part.length;
      if (length === size) {
        yield chunk;
        length = 0;
      }
    }
  }
  if (length > 0) {
    yield chunk.subarray(0, length);
  }
}

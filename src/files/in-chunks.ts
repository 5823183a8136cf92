/** The same bytes in pieces of exactly this size; the last one holds what is left. */
export async function* inChunks(source: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Buffer> {
  let waiting: Uint8Array[] = [];
  let length = 0;
  for await (const piece of source) {
    waiting.push(piece);
    length += piece.length;
    if (length < size) {
      continue;
    }
    let rest = Buffer.concat(waiting, length);
    for (; rest.length >= size; rest = rest.subarray(size)) {
      yield rest.subarray(0, size);
    }
    waiting = [rest];
    length = rest.length;
  }
  if (length > 0) {
    yield Buffer.concat(waiting, length);
  }
}

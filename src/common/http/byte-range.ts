/** A part of a file: from this byte on, up to but without the other. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

const ONE_RANGE = /^bytes=\s*(?:(?<first>\d+)-(?<last>\d*)|-(?<suffix>\d+))\s*$/i;

/**
 * The part of so many bytes that a `Range` header asks for, by RFC 9110. Undefined where it asks for none that we give
 * in part, several at a time among them: the answer is then the whole. Null where there is no such part.
 */
export function rangeIn(header: string, size: number): ByteRange | null | undefined {
  const { first, last, suffix } = ONE_RANGE.exec(header)?.groups ?? {};
  if (suffix !== undefined) {
    return rangeOfLast(Number(suffix), size);
  }
  if (first === undefined) {
    return undefined;
  }
  const from = Number(first);
  const to = Math.min(last ? Number(last) + 1 : size, size);
  if (last && Number(last) < from) {
    return undefined;
  }
  return from < size ? { from, to } : null;
}

/** The last so many bytes; all of them where there are fewer. */
function rangeOfLast(count: number, size: number): ByteRange | null | undefined {
  if (count === 0) {
    return null;
  }
  return size === 0 ? undefined : { from: Math.max(0, size - count), to: size };
}

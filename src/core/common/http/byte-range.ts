/** A part of a file; `to` is exclusive. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

const ONE_RANGE = /^bytes=\s*(?:(?<first>\d+)-(?<last>\d*)|-(?<suffix>\d+))\s*$/i;

/**
 * Parses a `Range` header (RFC 9110). Undefined if the whole file is to be sent, e.g. for multiple ranges; null if the
 * range is unsatisfiable.
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

/** The last bytes of a file, or all if it has fewer. */
function rangeOfLast(count: number, size: number): ByteRange | null | undefined {
  if (count === 0) {
    return null;
  }
  return size === 0 ? undefined : { from: Math.max(0, size - count), to: size };
}

/** A part of a path that clients and proxies remove before they send it: nothing may be called so that has an address. */
export function isDotSegment(text: string): boolean {
  return text === '.' || text === '..';
}

const MAX_PARTS = 16;

/**
 * The numbers in a version: "v1.2.0" is [1, 2], and text without digits is [].
 * Trailing zeros are dropped, so that 1.0 equals 1.0.0 in PostgreSQL's array comparison, too.
 */
export function versionParts(version: string): number[] {
  const numbers = version.match(/\d+/g) ?? [];
  const parts = numbers.slice(0, MAX_PARTS).map((digits) => Math.min(Number(digits), Number.MAX_SAFE_INTEGER));
  return parts.slice(0, parts.findLastIndex((part) => part !== 0) + 1);
}

/** Negative if `a` is older than `b`, 0 if their numbers are equal, positive if it is newer. */
export function compareVersions(a: string, b: string): number {
  const left = versionParts(a);
  const right = versionParts(b);
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}

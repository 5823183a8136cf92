const PRE_RELEASE = /^v?(\d+(?:\.\d+)*)-([\da-z][\da-z.-]*)/i;

/** Whether `version` is newer than `current`: by its numbers, a pre-release before its release, as SemVer 2 orders them. */
export function isNewer(version: string, current: string): boolean {
  const [left, right] = [split(version), split(current)];
  const difference = compareLists(left.release, right.release);
  return (difference === 0 ? comparePreReleases(left.preRelease, right.preRelease) : difference) > 0;
}

function split(version: string): { release: string[]; preRelease: string[] } {
  const [, release, preRelease] = PRE_RELEASE.exec(version) ?? [];
  return {
    release: (release ?? version.split('+', 1)[0])?.match(/\d+/g) ?? [],
    preRelease: preRelease?.split('.') ?? [],
  };
}

function compareLists(left: readonly string[], right: readonly string[]): number {
  const length = Math.max(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const difference = Number(left[index] ?? 0) - Number(right[index] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}

function comparePreReleases(left: readonly string[], right: readonly string[]): number {
  if (left.length === 0 || right.length === 0) {
    return right.length - left.length;
  }
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const difference = compareIdentifiers(left[index] ?? '', right[index] ?? '');
    if (difference !== 0) {
      return difference;
    }
  }
  return left.length - right.length;
}

function compareIdentifiers(left: string, right: string): number {
  const [isLeftNumber, isRightNumber] = [/^\d+$/.test(left), /^\d+$/.test(right)];
  if (isLeftNumber && isRightNumber) {
    return Number(left) - Number(right);
  }
  if (isLeftNumber !== isRightNumber) {
    return isLeftNumber ? -1 : 1;
  }
  return left < right ? -1 : Number(left > right);
}

import { isPreRelease } from './version-order';

const VERSION = /^v?(\d+(?:\.\d+){0,3})(?:-([\da-z-]+(?:\.[\da-z-]+)*))?(\+[\da-z-]+(?:\.[\da-z-]+)*)?$/i;
const PARTS = 3;

/**
 * The version as a parser of SemVer 2 reads it in the same order: 1.10 is 1.10.0, and 2.02.21 is 2.2.21. Null for a version that
 * has no such reading, such as 1.2.3.4 or a date: a parser of a program would fail.
 */
export function semanticVersionOf(version: string): string | null {
  const [, numbers = '', identifiers, build = ''] = VERSION.exec(version.trim()) ?? [];
  const parts = numbers.split('.').map(Number);
  const isInOrder = identifiers === undefined || isPreRelease(version.trim());
  if (
    numbers === '' ||
    !isInOrder ||
    parts.slice(PARTS).some((part) => part !== 0) ||
    !parts.every(Number.isSafeInteger)
  ) {
    return null;
  }
  const release = Array.from({ length: PARTS }, (_, index) => parts[index] ?? 0).join('.');
  return `${release}${identifiers === undefined ? '' : `-${withoutLeadingZeros(identifiers)}`}${build}`;
}

function withoutLeadingZeros(identifiers: string): string {
  return identifiers
    .split('.')
    .map((identifier) => (/^\d+$/.test(identifier) ? identifier.replace(/^0+(?=\d)/, '') : identifier))
    .join('.');
}

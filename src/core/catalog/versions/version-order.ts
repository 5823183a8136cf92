const MAX_PARTS = 16;

/**
 * The numbers in a version, by which PostgreSQL orders versions, too: "v1.2.0" is [1, 2], and text without digits is [].
 * Trailing zeros are dropped, so that 1.0 equals 1.0.0. A pre-release sorts as SemVer 2 says, before its release: 1.2.0-beta.2
 * is [1, 1, …], after all of 1.1.
 */
export function versionParts(version: string): number[] {
  const [, release, identifiers] = preReleaseIn(version) ?? [];
  return release === undefined || identifiers === undefined
    ? numbersIn(version)
    : [
        ...before(numbersIn(release)),
        ...identifiers.split('.').flatMap(identifierParts).slice(0, MAX_IDENTIFIER_PARTS),
      ];
}

/** Negative if `a` is older than `b`, 0 if they are equal in order, positive if it is newer. */
export function compareVersions(a: string, b: string): number {
  const left = versionParts(a);
  const right = versionParts(b);
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return left.length - right.length;
}

function numbersIn(version: string): number[] {
  const numbers = version.match(/\d+/g) ?? [];
  const parts = numbers.slice(0, MAX_PARTS).map((digits) => Math.min(Number(digits), Number.MAX_SAFE_INTEGER));
  return parts.slice(0, parts.findLastIndex((part) => part !== 0) + 1);
}

/** Matches SemVer 2, and no date such as 2026-03-04. */
const SEMANTIC = /^v?((?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2})-([\da-z-]+(?:\.[\da-z-]+)*)(?:\+[\da-z.-]+)?$/i;
/** Any count of numbers, followed by a word. */
const WITH_WORD = /^v?(\d+(?:\.\d+){0,15})-([a-z][\da-z-]*(?:\.[\da-z-]+)*)(?:\+[\da-z.-]+)?$/i;

/** Whether a version sorts before its release. */
export function isPreRelease(version: string): boolean {
  return preReleaseIn(version) !== null;
}

function preReleaseIn(version: string): RegExpExecArray | null {
  return SEMANTIC.exec(version) ?? WITH_WORD.exec(version);
}

/** Between the releases below this one and the release itself. There is nothing below 0.0.0: its pre-releases follow it. */
function before(release: readonly number[]): number[] {
  return [...release.slice(0, -1), (release.at(-1) ?? 0) - 1, Number.MAX_SAFE_INTEGER];
}

/** Bounds what an index stores. */
const MAX_IDENTIFIER_PARTS = 64;
/** The characters of identifiers in their ASCII order. Zero is the end of an identifier. */
const CHARACTERS = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE = CHARACTERS.length + 1;
const CHARACTERS_PER_PART = 8;
/** Words sort after numbers. */
const WORD = BASE ** CHARACTERS_PER_PART;

function identifierParts(identifier: string): number[] {
  return /^\d+$/.test(identifier) ? [Math.min(Number(identifier), WORD - 1)] : wordParts(identifier);
}

/** The last part is never full, so that an identifier sorts before a longer one, whatever follows it. */
function wordParts(word: string): number[] {
  const count = Math.floor(word.length / CHARACTERS_PER_PART) + 1;
  return Array.from({ length: count }, (_, part) => {
    const start = part * CHARACTERS_PER_PART;
    const digits = Array.from({ length: CHARACTERS_PER_PART }, (_none, index) => digitAt(word, start + index));
    return digits.reduce((number, digit) => number * BASE + digit, 1);
  });
}

function digitAt(word: string, index: number): number {
  return index < word.length ? CHARACTERS.indexOf(word.charAt(index)) + 1 : 0;
}

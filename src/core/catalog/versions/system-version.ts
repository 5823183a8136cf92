import type { ProgramTarget } from './artifact-target';

/** The oldest version of the system that a file runs on. */
export const SYSTEM_VERSION = /^\d{1,9}(?:\.\d{1,9}){0,3}$/;

/** Numbers of a version, the first ones first. */
export type SystemParts = readonly number[];

const MAX_PARTS = 4;
const ANY = Number.MAX_SAFE_INTEGER;

const DOTTED = /(?<![\w.])\d+(?:\.\d+)+(?!\w|\.\d)/;
const ALONE = /(?<![\w.])\d+(?!\w|\.\d)/;

/** Versions that newer systems report to programs that were built for older ones. */
const PRETENDED: Readonly<Record<string, RegExp>> = { darwin: /^(10\.16|16)(\.|$)/, windows: /^6\.2\.9200(\.|$)/ };

/**
 * The system of a program, to be compared with the oldest one that a file runs on: 10.15 is older than 11. A number alone, as in
 * Windows 10, may be any of its versions. Undefined if the program does not say it, or says what cannot be read.
 */
export function systemOf({ platform, osVersion = '' }: ProgramTarget): SystemParts | undefined {
  const [found] = DOTTED.exec(osVersion) ?? ALONE.exec(osVersion) ?? [];
  if (found === undefined || platform === undefined || platform === 'any' || PRETENDED[platform]?.test(found)) {
    return undefined;
  }
  const parts = found
    .split('.')
    .slice(0, MAX_PARTS)
    .map((digits) => Math.min(Number(digits), ANY));
  const isKernel = platform === 'darwin' && isDarwinKernel(parts);
  return filled(isKernel ? macOsOf(parts) : parts, isKernel || parts.length === 1 ? ANY : 0);
}

/** Whether a file runs on a system. */
export function runsOn(oldest: string | null, system: SystemParts): boolean {
  const parts = oldest === null ? [] : partsOf(oldest);
  const index = parts.findIndex((part, position) => part !== system[position]);
  return index === -1 || (parts[index] ?? 0) < (system[index] ?? 0);
}

/** The newest system on which a file does not run; undefined if it runs on all. */
export function newestBefore(oldest: string): SystemParts | undefined {
  const parts = partsOf(oldest);
  const last = parts.findLastIndex((part) => part !== 0);
  return last === -1
    ? undefined
    : filled(
        parts.slice(0, last + 1).map((part, index) => (index === last ? part - 1 : part)),
        ANY,
      );
}

/** The oldest of the systems that files run on; null if one of them runs on all. */
export function oldestOf(files: readonly { readonly minOsVersion: string | null }[]): string | null {
  return files
    .map(({ minOsVersion }) => minOsVersion)
    .reduce((one, other) => (one === null || other === null ? null : runsOn(one, partsOf(other)) ? one : other));
}

/** The version of the kernel of macOS, of which only the first number can be derived: 10.15.4 is 19, and 13 is 22. */
export function darwinKernelOf(version: string): number {
  const [major = 0, minor = 0] = partsOf(version);
  return major === 10 ? minor + 4 : major < 26 ? major + 9 : major - 1;
}

/** Their numbers are those of no macOS. */
function isDarwinKernel([major = 0]: SystemParts): boolean {
  return major > 16 && major < 26;
}

function macOsOf([kernel = 0]: SystemParts): SystemParts {
  return kernel < 20 ? [10, kernel - 4] : [kernel === 25 ? 26 : kernel - 9];
}

function partsOf(version: string): SystemParts {
  return version.split('.').map(Number);
}

function filled(parts: SystemParts, rest: number): SystemParts {
  return Array.from({ length: MAX_PARTS }, (_, index) => parts[index] ?? rest);
}

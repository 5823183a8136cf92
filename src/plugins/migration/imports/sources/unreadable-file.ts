export const FILE_PROBLEMS = [
  'file_corrupt',
  'file_truncated',
  'file_too_large',
  'row_too_large',
  'wrong_file',
  'several_sites',
  'charset_unclear',
  'dates_unclear',
  'values_damaged',
  'too_many_rows',
  'api_refused',
  'api_unreachable',
  'api_invalid',
  'api_too_large',
] as const;
export type FileProblem = (typeof FILE_PROBLEMS)[number];

/** A file or an API that cannot be read; trying again does not help. */
export class UnreadableFile extends Error {
  constructor(
    readonly reason: FileProblem,
    /** The place and the reason, for people. */
    readonly detail: string,
  ) {
    super(`${reason}: ${detail}`);
  }
}

/** @param prefixes those of the tables of each site in a dump */
export function severalSites(prefixes: readonly string[]): UnreadableFile {
  const names = prefixes.map((one) => `"${one}"`).join(', ');
  return new UnreadableFile('several_sites', `The file has several sites: choose one of the table prefixes ${names}`);
}

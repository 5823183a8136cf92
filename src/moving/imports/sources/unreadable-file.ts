export const FILE_PROBLEMS = [
  'file_corrupt',
  'file_truncated',
  'file_too_large',
  'row_too_large',
  'wrong_file',
  'several_sites',
  'too_many_rows',
] as const;
export type FileProblem = (typeof FILE_PROBLEMS)[number];

/** A file that cannot be read; trying again does not help. */
export class UnreadableFile extends Error {
  constructor(
    readonly reason: FileProblem,
    /** Where and why, for people. */
    readonly detail: string,
  ) {
    super(`${reason}: ${detail}`);
  }
}

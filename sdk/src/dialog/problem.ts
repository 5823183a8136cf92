/** Why a call failed: what the window needs of an error of this package, also of one that another process has sent. */
export interface Problem {
  readonly code: string;
  readonly description: string;
  readonly isUnreachable: boolean;
}

/** Undefined for other errors, which are mistakes in the program. */
export function problemOf(error: unknown): Problem | undefined {
  const { code, description, isUnreachable } = Object(error) as Partial<Record<keyof Problem, unknown>>;
  return typeof code === 'string' && typeof description === 'string' && typeof isUnreachable === 'boolean'
    ? { code, description, isUnreachable }
    : undefined;
}

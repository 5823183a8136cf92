import type { Context } from './context';

/** A fault of the installation, and how to mend it. Neither contains a secret. */
export interface Finding {
  readonly problem: string;
  readonly remedy: string;
}

/** One thing that `keyward doctor` looks at. It changes nothing. */
export interface Check {
  /** Unique and permanent, in kebab-case. */
  readonly name: string;
  /** The faults that it finds, for docs/command-line.md. */
  readonly finds: string;
  /** The longest time that it may take in milliseconds; 10 seconds by default. */
  readonly limitMs?: number;
  /** Throws NotChecked if it does not apply or cannot be made. */
  readonly run: (context: Context) => Promise<readonly Finding[]> | readonly Finding[];
}

/** Thrown by a check that does not apply, or that needs what is not there. */
export class NotChecked extends Error {}

export interface CheckResult {
  readonly name: string;
  /** `failed`: the check itself ended with an error, which its finding describes. */
  readonly status: 'ok' | 'found' | 'not_checked' | 'failed';
  readonly findings: readonly Finding[];
  /** Why it was not checked, otherwise null. */
  readonly reason: string | null;
}

/** The finding if the condition holds. */
export function findingIf(condition: boolean, problem: string, remedy: string): readonly Finding[] {
  return condition ? [{ problem, remedy }] : [];
}

/** Throws NotChecked if a setting has no value. */
export function required<T>(value: T | undefined, setting: string): T {
  if (value === undefined) {
    throw new NotChecked(`${setting} is not set`);
  }
  return value;
}

/**
 * The message of anything that was thrown, without a full stop. Node throws errors without one for hosts with several addresses.
 */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') {
    return error.errors.map(reasonOf).join(', ');
  }
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
}

import { ContextVariable } from '../async-context';

const uncounted = new ContextVariable<boolean>();

/** Runs work whose requests count against no limit by address, caller or credential, because they were counted before. */
export function withoutCounting<T>(work: () => T): T {
  return uncounted.run(true, work);
}

export function isUncounted(): boolean {
  return uncounted.current === true;
}

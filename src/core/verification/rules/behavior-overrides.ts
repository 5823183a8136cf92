import type { Behavior } from '../../catalog/policies/behavior';
import type { LicenseContext } from './license-context';

/** Behavior that an API adds to every license used through it. Overrides never restrict a license. */
export interface BehaviorOverrides {
  readonly addFirstDomain?: boolean;
  readonly whenFull?: Behavior['whenFull'];
}

export function withBehavior(
  context: LicenseContext | null,
  { addFirstDomain = false, whenFull = 'refuse' }: BehaviorOverrides = {},
): LicenseContext | null {
  return (
    context && {
      ...context,
      behavior: {
        ...context.behavior,
        addFirstDomain: context.behavior.addFirstDomain || addFirstDomain,
        whenFull: whenFull === 'refuse' ? context.behavior.whenFull : whenFull,
      },
    }
  );
}

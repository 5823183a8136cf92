import type { Behavior } from '../../catalog/policies/policy.entity';
import type { LicenseContext } from './evaluate';

/** What a door lets every license do that is used through it. It takes nothing away of what a license may do anyway. */
export interface BehaviorOverrides {
  readonly addFirstDomain?: boolean;
  readonly whenFull?: Behavior['whenFull'];
}

/** What was found of a license, behaving as the door has it too. */
export function withBehavior(
  found: LicenseContext | null,
  { addFirstDomain = false, whenFull = 'refuse' }: BehaviorOverrides = {},
): LicenseContext | null {
  return (
    found && {
      ...found,
      behavior: {
        ...found.behavior,
        addFirstDomain: found.behavior.addFirstDomain || addFirstDomain,
        whenFull: whenFull === 'refuse' ? found.behavior.whenFull : whenFull,
      },
    }
  );
}

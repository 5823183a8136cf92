import type { License } from './license.entity';
import type { LicenseState } from './license-status';
import type { EventName } from '../../platform/records/event-catalogue';

type StateColumns = Pick<License, 'disabledAt' | 'blockedAt' | 'revokedAt'>;

/** Sets one state and clears the others. A state that is already set keeps its timestamp. */
export function stateColumns(state: LicenseState, now: Date, current?: StateColumns): StateColumns {
  return {
    disabledAt: state === 'disabled' ? (current?.disabledAt ?? now) : null,
    blockedAt: state === 'blocked' ? (current?.blockedAt ?? now) : null,
    revokedAt: state === 'revoked' ? (current?.revokedAt ?? now) : null,
  };
}

export function eventOfState(state: LicenseState | undefined, license: License): EventName {
  if (state === undefined || state === license.state) {
    return 'license.updated';
  }
  if (state !== 'active') {
    return `license.${state}`;
  }
  return license.state === 'blocked' ? 'license.unblocked' : 'license.enabled';
}

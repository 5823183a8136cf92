import type { License, LicenseState } from './license.entity';
import type { EventName } from '../../platform/records/event-catalogue';

type StateColumns = Pick<License, 'disabledAt' | 'blockedAt' | 'revokedAt'>;

/** One state and no other. A state that is set already keeps the moment since when it is. */
export function stateColumns(state: LicenseState, now: Date, since?: StateColumns): StateColumns {
  return {
    disabledAt: state === 'disabled' ? (since?.disabledAt ?? now) : null,
    blockedAt: state === 'blocked' ? (since?.blockedAt ?? now) : null,
    revokedAt: state === 'revoked' ? (since?.revokedAt ?? now) : null,
  };
}

/** A change of state is told by its own name. */
export function eventOfState(state: LicenseState | undefined, license: License): EventName {
  if (state === undefined || state === license.state) {
    return 'license.updated';
  }
  if (state !== 'active') {
    return `license.${state}`;
  }
  return license.state === 'blocked' ? 'license.unblocked' : 'license.enabled';
}

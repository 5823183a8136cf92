import type { HolderLimits } from '../../catalog/grants/meter-terms';
import type { ResolvedMeter } from '../../licenses/grants/effective-grants';

/** The one whose part of a meter is limited. */
export type MeterHolder = 'device' | 'user';

/** The part of a meter that a device or a user has in the current period. */
export interface MeterShare {
  /** Taken and not returned. */
  readonly used: number;
  /** Kept by open reservations. */
  readonly reserved: number;
}

/** The parts of a caller in a meter that limits them, with the field names of the database function. */
export interface MeterShares extends Readonly<Record<MeterHolder, MeterShare | null>> {
  /** Amount that this device and user took, and can return. */
  readonly own: number;
}

/** A meter with the parts of the caller, if its terms limit them. */
interface SharedMeter {
  readonly terms: ResolvedMeter;
  readonly shares?: MeterShares;
}

/** The device and the user of a call; null where it names none. */
export interface ShareOwner {
  readonly activationId: number | null;
  readonly username: string | null;
}

/** The device and the user whose part is counted: no more than the limits need. Empty without one. */
export interface ShareKey {
  readonly activation_id: number;
  readonly username: string;
}

/** In the order in which they refuse. */
export const METER_HOLDERS: readonly MeterHolder[] = ['device', 'user'];

const FIELDS = { device: 'limit_per_device', user: 'limit_per_user' } as const satisfies Record<
  MeterHolder,
  keyof HolderLimits
>;

/** Whether the terms limit the part of a device or a user. */
export function hasHolderLimits(terms: HolderLimits): boolean {
  return METER_HOLDERS.some((holder) => terms[FIELDS[holder]] !== undefined);
}

/** Whether parts are stored: what devices hold of a `held` meter is known without. */
export function recordsShares({ kind, limit_per_device, limit_per_user }: ResolvedMeter): boolean {
  return limit_per_user !== undefined || (limit_per_device !== undefined && kind !== 'held');
}

/** Under which an amount is counted. A device that holds it is known, so that it is returned when the device is deactivated. */
export function shareKey({ activationId, username }: ShareOwner, terms: ResolvedMeter): ShareKey {
  const namesDevice = terms.limit_per_device !== undefined || terms.kind === 'held';
  return {
    activation_id: (namesDevice ? activationId : null) ?? 0,
    username: (terms.limit_per_user === undefined ? null : username) ?? '',
  };
}

/** Amount that the device or user of the call can still take; undefined without such a limit, or if the call names none. */
export function leftFor({ terms, shares }: SharedMeter, holder: MeterHolder): number | undefined {
  const limit = terms[FIELDS[holder]];
  const share = shares?.[holder];
  return limit === undefined || !share ? undefined : Math.max(0, limit - share.used - share.reserved);
}

/** The limit that the call must name a device or user for, and does not. */
export function unnamedHolder({ terms, shares }: SharedMeter): MeterHolder | undefined {
  return METER_HOLDERS.find((holder) => terms[FIELDS[holder]] !== undefined && !shares?.[holder]);
}

/** The parts after an amount was taken or, if it is negative, returned. */
export function withTaken(
  { own, device, user }: MeterShares,
  amounts: Readonly<Record<MeterHolder | 'own', number>>,
): MeterShares {
  return {
    own: own + amounts.own,
    device: device && { ...device, used: device.used + amounts.device },
    user: user && { ...user, used: user.used + amounts.user },
  };
}

/** The parts with other amounts in reservations. */
export function withReserved(
  { own, device, user }: MeterShares,
  amountOf: (holder: MeterHolder, reserved: number) => number,
): MeterShares {
  return {
    own,
    device: device && { ...device, reserved: amountOf('device', device.reserved) },
    user: user && { ...user, reserved: amountOf('user', user.reserved) },
  };
}

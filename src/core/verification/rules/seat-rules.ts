import {
  type DeviceFacts,
  isSurplusHost,
  mayReplaceFreeHosts,
  needsSeat,
} from '../../licenses/activations/device-rules';
import { exceedsTotals, needsSizes } from '../../licenses/activations/device-size';
import { seatChange, sharesSeat } from './user-rules';
import type { LicenseContext, VerificationRequest } from './license-context';

/** Whether a usable verdict requires activating the device, or allocating a seat for a device that was active without one. */
export function takesSeat(context: LicenseContext, request: VerificationRequest): boolean {
  return (
    ((request.operation === 'bind' || request.operation === 'activate') && !holdsSeat(context, request)) ||
    (request.operation === 'activate' && lacksNeededSeat(context, request))
  );
}

function lacksNeededSeat(context: LicenseContext, request: VerificationRequest): boolean {
  return context.activation?.takesSeat === false && needsSeat(context, request);
}

export function hasDevices({ seatsTaken, hasUnseated = false }: LicenseContext): boolean {
  return seatsTaken > 0 || hasUnseated;
}

/** Whether the device is active. */
export function isActive({ activation }: LicenseContext): boolean {
  return activation?.isActive ?? false;
}

/** Whether the device was active and is no longer. */
export function wasDeactivated({ activation }: LicenseContext): boolean {
  return activation?.isActive === false;
}

function holdsSeat(context: LicenseContext, request: VerificationRequest): boolean {
  return isActive(context) && sharesSeat(context, request);
}

export function mayTakeSeat(context: LicenseContext, request: VerificationRequest): boolean {
  return takesSeat(context, request) && (request.operation === 'activate' || hasRoom(context, request));
}

export function lacksSeat(context: LicenseContext, request: VerificationRequest): boolean {
  return (
    request.fingerprint !== undefined &&
    !holdsSeat(context, request) &&
    request.operation !== 'activate' &&
    !mayTakeSeat(context, request)
  );
}

export function requiresAnySeat({ operation, fingerprint, anyDevice = false }: VerificationRequest): boolean {
  return fingerprint === undefined && operation !== 'activate' && (anyDevice || operation === 'download');
}

export function hasOtherActivationId(
  context: LicenseContext,
  { operation, fingerprint, activationId }: VerificationRequest,
): boolean {
  return (
    operation !== 'activate' &&
    fingerprint !== undefined &&
    activationId !== undefined &&
    isActive(context) &&
    context.activation?.id !== activationId
  );
}

export function isBoundToOtherDevice({ fingerprint, boundFingerprint }: VerificationRequest): boolean {
  return boundFingerprint !== undefined && boundFingerprint !== fingerprint;
}

export function isNewDevice({ activation }: LicenseContext): boolean {
  return activation === null;
}

export function hasUsesLeft({ license, usesTaken }: LicenseContext): boolean {
  return license.usesLimit === null || usesTaken < license.usesLimit;
}

export function hasRoom(context: LicenseContext, request: VerificationRequest): boolean {
  return !lacksFreePlace(context, request) && hasFreeSeat(context, request);
}

/** Whether the host is one too many of those without a seat. */
export function lacksFreePlace(context: LicenseContext, request: VerificationRequest): boolean {
  return context.exceedsSeats !== true && isSurplusHost(context, request);
}

export function hasFreeSeat(context: LicenseContext, request: VerificationRequest): boolean {
  const limit = seatLimit(context);
  return (
    addedSeats(context, request, request) <= 0 || limit === null || context.seatsTaken - context.seatsExpired < limit
  );
}

/** Whether the host lacks a seat that one which needs none may have. */
export function needsSeatOfFreeHost(context: LicenseContext, request: VerificationRequest): boolean {
  return takesSeat(context, request) && !hasFreeSeat(context, request) && mayReplaceFreeHosts(context, request);
}

/** Change of the number of seats taken if the device gets the requested seats. */
export function addedSeats(
  context: LicenseContext,
  facts: DeviceFacts,
  request: Parameters<typeof seatChange>[1],
): number {
  return needsSeat(context, facts) ? seatChange(context, request) : 0;
}

/** Whether the device's size decides, and the context does not contain what it is compared with. */
export function needsSizesOf(context: LicenseContext, request: VerificationRequest): boolean {
  const mayActivate = request.operation === 'activate' || request.operation === 'bind' || context.behavior.bindOnCheck;
  return request.fingerprint !== undefined && needsSizes(context, request, mayActivate);
}

/** Whether the devices of the license would together be larger than its policy allows. */
export function lacksCapacity(context: LicenseContext, request: VerificationRequest): boolean {
  return (
    context.sizes !== undefined &&
    exceedsTotals(context, request, takesSeat(context, request) && addedSeats(context, request, request) > 0)
  );
}

type SeatedLicense = Pick<LicenseContext, 'license' | 'behavior' | 'seatsTaken' | 'groupSeatsLeft' | 'exceedsSeats'>;

/** Maximum number of seats including the overage that the policy allows, and those that are left in the group; null is unlimited. */
export function seatLimit(context: SeatedLicense): number | null {
  const { seatsTaken, groupSeatsLeft = null, exceedsSeats } = context;
  if (exceedsSeats) {
    return null;
  }
  const own = ownSeatLimit(context);
  const common = groupSeatsLeft === null ? null : seatsTaken + groupSeatsLeft;
  return own === null || common === null ? (own ?? common) : Math.min(own, common);
}

/** Devices with a seat, or sessions, that may run at the same time; null is unlimited. */
export function programsSold(context: Pick<LicenseContext, 'license' | 'behavior'>): number | null {
  const devices = ownSeatLimit(context);
  return devices === null ? null : Math.max(devices, context.license.maxSessions ?? 0);
}

function ownSeatLimit({ license, behavior }: Pick<LicenseContext, 'license' | 'behavior'>): number | null {
  const { maxActivations } = license;
  const { seatOveragePercent } = behavior;
  return maxActivations === null || seatOveragePercent === null
    ? null
    : maxActivations + Math.floor((maxActivations * seatOveragePercent) / 100);
}

/** Number of seats to release before one can be allocated. */
export function excessSeats(context: LicenseContext): number {
  const limit = seatLimit(context);
  return limit === null ? 0 : Math.max(0, context.seatsTaken - limit + 1);
}

/** A license without a seat cannot give one away, if the limit is that of its group. */
export function mayEvict(context: LicenseContext): boolean {
  return context.behavior.whenFull === 'deactivate_oldest' && (seatLimit(context) ?? 1) > 0;
}

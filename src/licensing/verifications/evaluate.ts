import { isAddressAllowed } from '../../common/http/addresses';
import { compareVersions } from '../../catalog/versions/version-order';
import { missingAt } from '../grants/resolved';
import { isDomainAllowed } from '../licenses/domains';
import type { Behavior } from '../../catalog/policies/policy.entity';
import type { Activation } from '../activations/activation.entity';
import { type DeviceFacts, isDeviceRefused, needsSeat } from '../activations/device-rules';
import type { CurrentBalance } from '../meters/current-balance';
import { isOtherUser, lacksUsers, type LicenseUsers, seatChange, sharesSeat } from '../users/user-rules';
import type { Blacklist } from './blacklist';
import type { CheckedCustomer, CheckedLicense, CheckedProduct } from './checked-license';
import { type Countries, isCountryAllowed } from './country-rules';
import { isOtherPlatform } from './platform-rules';
import { endOfUpdates, isCheckInOverdue, isPastGrace } from './term-rules';
import type { Refusal, Verdict, VerdictCode } from './verdict';

/** Stored state of a license and of the requesting device. */
export interface LicenseContext {
  readonly license: CheckedLicense;
  /** The key of the license, if the caller sent a retired one, which `license` then shows. */
  readonly currentKey?: string;
  /** The product that the call is about; the first of a bundle if it names none. */
  readonly product: CheckedProduct;
  readonly behavior: Behavior;
  /** The device's activation, active or not. */
  readonly activation: Activation | null;
  /** Product whose seats count alone; null counts those of the first product or of all. */
  readonly seatProductId: number | null;
  /** Active activations that take a seat, including the device's own. */
  readonly seatsTaken: number;
  /** Number of those that have timed out and can be released to another device. */
  readonly seatsExpired: number;
  /** Some device without a seat is active; only read if no seat is taken. */
  readonly hasUnseated?: boolean;
  /** Distinct devices that ever activated. */
  readonly usesTaken: number;
  /** The device is active on another license of the product. */
  readonly boundElsewhere: boolean;
  readonly blacklist: Blacklist;
  /** Null without a country database. */
  readonly countries: Countries;
  readonly customer: CheckedCustomer | null;
  /** The policy recognizes devices by their components, and the device told others than before. */
  readonly componentsChanged?: boolean;
  /** The requesting address or domain had too many refused activations recently. */
  readonly isThrottled?: boolean;
  /** No more deactivations by programs are allowed now. */
  readonly transfersExhausted?: boolean;
  /** Latest version of the product; null if none is published, undefined if not read. */
  readonly latestVersion?: string | null;
  /** Earliest release date of the version that the request names; null if it is not published or does not matter. */
  readonly versionReleasedAt?: string | null;
  /** Meters in their current periods; empty if not read. */
  readonly meters?: readonly CurrentBalance[];
  /** Users of the license; null or undefined if not read. */
  readonly users?: LicenseUsers | null;
  /** Seats and users that are left in the license's group; null for unlimited, undefined if not read. */
  readonly groupSeatsLeft?: number | null;
  readonly groupUsersLeft?: number | null;
  /** Id for a new activation, if the device has none; undefined if not read. */
  readonly reservedId?: number | null;
}

/** A request to evaluate; omitted fields are not checked. */
export interface VerificationRequest extends DeviceFacts {
  /** `bind` is a check that takes a free seat, `download` requests a version's file. */
  readonly operation: 'check' | 'bind' | 'activate' | 'download';
  readonly fingerprint?: string;
  /** Without a fingerprint: require that any device is active. */
  readonly anyDevice?: boolean;
  /** Activation id that the device received. */
  readonly activationId?: number;
  /** Fingerprint of the device for which the presented license data was issued. */
  readonly boundFingerprint?: string;
  /** Reference of the product. */
  readonly product?: string;
  readonly domain?: string;
  /** `www.example.com` and `example.com` are different domains. */
  readonly exactDomains?: boolean;
  /** Compared with the license's allowed addresses; an API may let the caller state it. */
  readonly address?: string | null;
  /** Actual address of the caller, if known. */
  readonly caller?: string | null;
  /** Version of the program. */
  readonly version?: string;
  /** Platform of the program. */
  readonly platform?: string;
  /** Release channel of the program. */
  readonly channel?: string;
  /** Codes of entitlements that the license must have. */
  readonly entitlements?: readonly string[];
  readonly clientName?: string;
  /** User of the program, as stored: an e-mail in lower case or an external id. */
  readonly user?: string;
  /** An unknown user is assigned to the license, if the policy says so. */
  readonly assignsUser?: boolean;
  /** Number of users at the program now. */
  readonly currentUsers?: number;
  readonly email?: string;
  /** E-mail, in lower case, that claims the license by activating it. A license in use cannot be claimed by another. */
  readonly activatingEmail?: string;
}

type Rule = (context: LicenseContext, request: VerificationRequest, now: Date) => boolean;

/** The first rule that applies is the refusal. */
const RULES: readonly (readonly [Refusal, Rule])[] = [
  ['PRODUCT_MISMATCH', isForAnotherProduct],
  [
    'PRODUCT_INACTIVE',
    (context, request) =>
      !context.product.isActive && (request.operation === 'download' || mayTakeSeat(context, request)),
  ],
  ['BLACKLISTED', (context, request) => context.isThrottled === true || context.blacklist.holds(context, request)],
  ['REVOKED', ({ license }) => license.revokedAt !== null],
  ['BLOCKED', ({ license }) => license.blockedAt !== null],
  ['DISABLED', ({ license }) => license.disabledAt !== null],
  ['NOT_STARTED', ({ license }, _request, now) => !license.hasStartedBy(now)],
  [
    'DOMAIN_NOT_ALLOWED',
    ({ license }, { domain, exactDomains }) =>
      domain !== undefined && !isDomainAllowed(license.allowedDomains, domain, { keepWww: exactDomains }),
  ],
  [
    'IP_NOT_ALLOWED',
    ({ license }, { address }) => address !== undefined && !isAddressAllowed(license.allowedIps, address),
  ],
  ['COUNTRY_NOT_ALLOWED', isInOtherCountry],
  ['DEVICE_NOT_ALLOWED', isDeviceRefused],
  [
    'EXPIRED',
    (context, _request, now) => isPastGrace(context, now) && context.behavior.expiryStrategy === 'revoke_access',
  ],
  // A device comes back by activating again.
  ['CHECK_IN_OVERDUE', (context, { operation }, now) => operation !== 'activate' && isCheckInOverdue(context, now)],
  ['CUSTOMER_MISMATCH', isForAnotherCustomer],
  ['USER_MISMATCH', isOtherUser],
  ['VERSION_NOT_ALLOWED', isOtherVersion],
  ['VERSION_NOT_ALLOWED', isOtherPlatform],
  ['ENTITLEMENT_MISSING', (context, request, now) => missingEntitlements(context, request, now).length > 0],
  ['DEVICE_BOUND_ELSEWHERE', (context) => context.boundElsewhere && !isActive(context)],
  [
    'NOT_ACTIVATED',
    (context, request) => !hasDevices(context) && (lacksSeat(context, request) || requiresAnySeat(request)),
  ],
  [
    'DEVICE_MISMATCH',
    (context, request) =>
      lacksSeat(context, request) || hasOtherActivationId(context, request) || isBoundToOtherDevice(request),
  ],
  ['UPDATES_ENDED', (context, { operation }, now) => operation === 'download' && haveUpdatesEnded(context, now)],
  ['USERS_EXHAUSTED', lacksUsers],
  [
    'USES_EXHAUSTED',
    (context, request) => mayTakeSeat(context, request) && isNewDevice(context) && !hasUsesLeft(context),
  ],
  ['TRANSFERS_EXHAUSTED', (context) => context.transfersExhausted === true],
  ['SEATS_EXHAUSTED', isOwnedByAnother],
  [
    'SEATS_EXHAUSTED',
    (context, request) => mayTakeSeat(context, request) && !hasRoom(context, request) && !mayEvict(context),
  ],
];

/** Pure, and used by every API. */
export function evaluate(context: LicenseContext | null, request: VerificationRequest, now: Date): Verdict {
  if (!context) {
    return { usable: false, code: 'NOT_FOUND' };
  }
  const refusal = firstRefusal(RULES, context, request, now);
  if (refusal) {
    const isMissing = refusal === 'ENTITLEMENT_MISSING';
    return { usable: false, code: refusal, ...(isMissing && { missing: missingEntitlements(context, request, now) }) };
  }
  return { usable: true, code: usableCode(context, now) };
}

function usableCode(context: LicenseContext, now: Date): VerdictCode {
  if (!context.license.hasExpiredBy(now)) {
    return 'VALID';
  }
  return isPastGrace(context, now) ? 'EXPIRED_BUT_USABLE' : 'IN_GRACE';
}

function firstRefusal(
  rules: typeof RULES,
  context: LicenseContext,
  request: VerificationRequest,
  now: Date,
): Refusal | undefined {
  // No destructuring: it would cost more than the rules.
  return rules.find((rule) => rule[1](context, request, now))?.[0];
}

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

const DEACTIVATION_RULES: readonly Refusal[] = [
  'PRODUCT_MISMATCH',
  'CUSTOMER_MISMATCH',
  'NOT_ACTIVATED',
  'DEVICE_MISMATCH',
  'TRANSFERS_EXHAUSTED',
];

/** Checks fewer rules than activation: devices of an expired or blocked license can be deactivated. */
export function evaluateDeactivation(context: LicenseContext | null, request: VerificationRequest, now: Date): Verdict {
  if (!context) {
    return { usable: false, code: 'NOT_FOUND' };
  }
  const rules = RULES.filter(([refusal]) => DEACTIVATION_RULES.includes(refusal));
  const refusal = firstRefusal(rules, context, request, now);
  return refusal ? { usable: false, code: refusal } : { usable: true, code: 'VALID' };
}

function haveUpdatesEnded(context: LicenseContext, now: Date): boolean {
  const end = endOfUpdates(context, now);
  return end !== null && end <= now;
}

function isForAnotherProduct({ product }: LicenseContext, request: VerificationRequest): boolean {
  return request.product !== undefined && request.product !== product.reference;
}

function isInOtherCountry({ behavior, countries }: LicenseContext, { caller }: VerificationRequest): boolean {
  return caller !== undefined && !isCountryAllowed(behavior, countries, caller);
}

function isForAnotherCustomer(
  { license }: LicenseContext,
  { clientName, email, activatingEmail }: VerificationRequest,
): boolean {
  return (
    differs(license.restrictedToClientName, clientName) ||
    differs(license.restrictedToEmail, email ?? activatingEmail) ||
    (activatingEmail !== undefined && differs(license.reservedFor, activatingEmail))
  );
}

function isOtherVersion(context: LicenseContext, { version }: VerificationRequest, now: Date): boolean {
  const { minVersion, maxVersion } = context.behavior;
  if (version === undefined) {
    return false;
  }
  const isTooOld = minVersion !== null && compareVersions(version, minVersion) < 0;
  const isTooNew = maxVersion !== null && compareVersions(version, maxVersion) > 0;
  return isTooOld || isTooNew || isReleasedAfter(context.versionReleasedAt ?? null, endOfUpdates(context, now));
}

function missingEntitlements(
  { license }: LicenseContext,
  { entitlements = [] }: VerificationRequest,
  now: Date,
): string[] {
  return missingAt(license.resolved, entitlements, now);
}

function isReleasedAfter(date: string | null, end: Date | null): boolean {
  return date !== null && end !== null && new Date(date) > end;
}

function isOwnedByAnother({ license, customer }: LicenseContext, { activatingEmail }: VerificationRequest): boolean {
  return license.firstActivatedAt !== null && differs(customer?.email ?? null, activatingEmail);
}

// The rule applies only if both values are present.
function differs(expected: string | null, actual: string | undefined): boolean {
  return expected !== null && actual !== undefined && fold(expected) !== fold(actual);
}

function fold(text: string): string {
  return text.trim().toLowerCase();
}

function hasDevices({ seatsTaken, hasUnseated = false }: LicenseContext): boolean {
  return seatsTaken > 0 || hasUnseated;
}

/** Whether the device is active. */
function isActive({ activation }: LicenseContext): boolean {
  return activation?.isActive ?? false;
}

function holdsSeat(context: LicenseContext, request: VerificationRequest): boolean {
  return isActive(context) && sharesSeat(context, request);
}

function mayTakeSeat(context: LicenseContext, request: VerificationRequest): boolean {
  return takesSeat(context, request) && (request.operation === 'activate' || hasRoom(context, request));
}

function lacksSeat(context: LicenseContext, request: VerificationRequest): boolean {
  return (
    request.fingerprint !== undefined &&
    !holdsSeat(context, request) &&
    request.operation !== 'activate' &&
    !mayTakeSeat(context, request)
  );
}

function requiresAnySeat({ operation, fingerprint, anyDevice = false }: VerificationRequest): boolean {
  return fingerprint === undefined && operation !== 'activate' && (anyDevice || operation === 'download');
}

function hasOtherActivationId(
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

function isBoundToOtherDevice({ fingerprint, boundFingerprint }: VerificationRequest): boolean {
  return boundFingerprint !== undefined && boundFingerprint !== fingerprint;
}

function isNewDevice({ activation }: LicenseContext): boolean {
  return activation === null;
}

function hasUsesLeft({ license, usesTaken }: LicenseContext): boolean {
  return license.usesLimit === null || usesTaken < license.usesLimit;
}

function hasRoom(context: LicenseContext, request: VerificationRequest): boolean {
  const limit = seatLimit(context);
  const isOneMore = needsSeat(context, request) && seatChange(context, request) > 0;
  return !isOneMore || limit === null || context.seatsTaken - context.seatsExpired < limit;
}

type SeatedLicense = Pick<LicenseContext, 'license' | 'behavior' | 'seatsTaken' | 'groupSeatsLeft'>;

/** Maximum number of seats including the overage that the policy allows, and those that are left in the group; null is unlimited. */
export function seatLimit(context: SeatedLicense): number | null {
  const { seatsTaken, groupSeatsLeft = null } = context;
  const own = ownSeatLimit(context);
  const common = groupSeatsLeft === null ? null : seatsTaken + groupSeatsLeft;
  return own === null || common === null ? (own ?? common) : Math.min(own, common);
}

function ownSeatLimit({ license, behavior }: SeatedLicense): number | null {
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
function mayEvict(context: LicenseContext): boolean {
  return context.behavior.whenFull === 'deactivate_oldest' && (seatLimit(context) ?? 1) > 0;
}

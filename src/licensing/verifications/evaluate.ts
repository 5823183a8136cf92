import { isAddressAllowed } from '../../common/http/addresses';
import { compareVersions } from '../../catalog/versions/version-order';
import { missingAt } from '../grants/resolved';
import { isDomainAllowed } from '../licenses/domains';
import type { Behavior } from '../../catalog/policies/policy.entity';
import type { Activation } from '../activations/activation.entity';
import type { CurrentBalance } from '../meters/current-balance';
import type { Blacklist } from './blacklist';
import type { CheckedCustomer, CheckedLicense, CheckedProduct } from './checked-license';
import { endOfUpdates, isCheckInOverdue, isPastGrace } from './term-rules';
import type { Refusal, Verdict, VerdictCode } from './verdict';

/** Stored state of a license and of the requesting device. */
export interface LicenseContext {
  readonly license: CheckedLicense;
  readonly product: CheckedProduct;
  readonly behavior: Behavior;
  /** The device's activation, active or not. */
  readonly activation: Activation | null;
  /** Active activations, including the device's own. */
  readonly seatsTaken: number;
  /** Number of those that have timed out and can be released to another device. */
  readonly seatsExpired: number;
  /** Distinct devices that ever activated. */
  readonly usesTaken: number;
  /** The device is active on another license of the product. */
  readonly boundElsewhere: boolean;
  readonly blacklist: Blacklist;
  readonly customer: CheckedCustomer | null;
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
  /** Id for a new activation, if the device has none; undefined if not read. */
  readonly reservedId?: number | null;
}

/** A request to evaluate; omitted fields are not checked. */
export interface VerificationRequest {
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
  /** Codes of entitlements that the license must have. */
  readonly entitlements?: readonly string[];
  readonly clientName?: string;
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
  [
    'EXPIRED',
    (context, _request, now) => isPastGrace(context, now) && context.behavior.expiryStrategy === 'revoke_access',
  ],
  // A device comes back by activating again.
  ['CHECK_IN_OVERDUE', (context, { operation }, now) => operation !== 'activate' && isCheckInOverdue(context, now)],
  ['CUSTOMER_MISMATCH', isForAnotherCustomer],
  ['VERSION_NOT_ALLOWED', isOtherVersion],
  ['ENTITLEMENT_MISSING', (context, request, now) => missingEntitlements(context, request, now).length > 0],
  ['DEVICE_BOUND_ELSEWHERE', (context) => context.boundElsewhere && !holdsSeat(context)],
  [
    'NOT_ACTIVATED',
    (context, request) => context.seatsTaken === 0 && (lacksSeat(context, request) || requiresAnySeat(request)),
  ],
  [
    'DEVICE_MISMATCH',
    (context, request) =>
      lacksSeat(context, request) || hasOtherActivationId(context, request) || isBoundToOtherDevice(request),
  ],
  ['UPDATES_ENDED', (context, { operation }, now) => operation === 'download' && haveUpdatesEnded(context, now)],
  [
    'USES_EXHAUSTED',
    (context, request) => mayTakeSeat(context, request) && isNewDevice(context) && !hasUsesLeft(context),
  ],
  ['TRANSFERS_EXHAUSTED', (context) => context.transfersExhausted === true],
  ['SEATS_EXHAUSTED', isOwnedByAnother],
  [
    'SEATS_EXHAUSTED',
    (context, request) => mayTakeSeat(context, request) && !hasFreeSeat(context) && !mayEvict(context),
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

/** Whether a usable verdict requires allocating a seat. */
export function takesSeat(context: LicenseContext, request: VerificationRequest): boolean {
  return (request.operation === 'bind' || request.operation === 'activate') && !holdsSeat(context);
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

function holdsSeat({ activation }: LicenseContext): boolean {
  return activation?.isActive ?? false;
}

function mayTakeSeat(context: LicenseContext, request: VerificationRequest): boolean {
  return takesSeat(context, request) && (request.operation === 'activate' || hasFreeSeat(context));
}

function lacksSeat(context: LicenseContext, request: VerificationRequest): boolean {
  return (
    request.fingerprint !== undefined &&
    !holdsSeat(context) &&
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
    holdsSeat(context) &&
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

function hasFreeSeat(context: LicenseContext): boolean {
  const limit = seatLimit(context);
  return limit === null || context.seatsTaken - context.seatsExpired < limit;
}

/** Maximum number of seats including the overage that the policy allows; null is unlimited. */
export function seatLimit({ license, behavior }: Pick<LicenseContext, 'license' | 'behavior'>): number | null {
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

function mayEvict({ behavior }: LicenseContext): boolean {
  return behavior.whenFull === 'deactivate_oldest';
}

import type { ReportableRule } from '../../catalog/policies/behavior';
import { isAddressAllowed } from '../../common/http/addresses';
import { isDeviceRefused, takesUse } from '../../licenses/activations/device-rules';
import { lacksSize } from '../../licenses/activations/device-size';
import { isDomainAllowed } from '../../licenses/domains/domains';
import { isOtherUser, lacksUsers } from './user-rules';
import type { LicenseContext, VerificationRequest } from './license-context';
import { isOtherPlatform } from './platform-rules';
import {
  haveUpdatesEnded,
  isForAnotherCustomer,
  isForAnotherProduct,
  isInOtherCountry,
  isMismatch,
  isOtherVersion,
  isOwnedByAnother,
  missingEntitlements,
} from './scope-rules';
import {
  hasDevices,
  hasOtherActivationId,
  hasRoom,
  hasUsesLeft,
  isActive,
  isBoundToOtherDevice,
  isNewDevice,
  lacksCapacity,
  lacksFreePlace,
  lacksSeat,
  mayEvict,
  mayTakeSeat,
  requiresAnySeat,
  wasDeactivated,
} from './seat-rules';
import { isReported, reportedRules } from './report-only';
import { isCheckInOverdue, isPastGrace } from './term-rules';
import { type Refusal, REFUSALS, type Verdict, type VerdictCode } from './verdict';

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
  ['DEVICE_SIZE_MISSING', (context, request) => request.fingerprint !== undefined && lacksSize(context, request)],
  [
    'EXPIRED',
    (context, _request, now) => isPastGrace(context, now) && context.behavior.expiryStrategy === 'revoke_access',
  ],
  // A device comes back by activating again.
  ['CHECK_IN_OVERDUE', (context, { operation }, now) => operation !== 'activate' && isCheckInOverdue(context, now)],
  ['POLICY_MISMATCH', isMismatch('policy')],
  ['GROUP_MISMATCH', isMismatch('group')],
  ['CUSTOMER_MISMATCH', isForAnotherCustomer],
  ['CUSTOMER_MISMATCH', isMismatch('customer')],
  ['USER_MISMATCH', isOtherUser],
  ['VERSION_NOT_ALLOWED', isOtherVersion],
  ['VERSION_NOT_ALLOWED', isOtherPlatform],
  ['CHECKSUM_MISMATCH', isMismatch('checksum')],
  ['ENTITLEMENT_MISSING', (context, request, now) => missingEntitlements(context, request, now).length > 0],
  ['DEVICE_BOUND_ELSEWHERE', (context) => context.boundElsewhere && !isActive(context)],
  [
    'NOT_ACTIVATED',
    (context, request) =>
      (!hasDevices(context) || wasDeactivated(context)) && (lacksSeat(context, request) || requiresAnySeat(request)),
  ],
  [
    'DEVICE_MISMATCH',
    (context, request) =>
      lacksSeat(context, request) || hasOtherActivationId(context, request) || isBoundToOtherDevice(request),
  ],
  [
    'UPDATES_ENDED',
    (context, request, now) => request.operation === 'download' && haveUpdatesEnded(context, request, now),
  ],
  ['USERS_EXHAUSTED', lacksUsers],
  [
    'USES_EXHAUSTED',
    (context, request) =>
      mayTakeSeat(context, request) && isNewDevice(context) && !hasUsesLeft(context) && takesUse(context, request),
  ],
  ['TRANSFERS_EXHAUSTED', (context) => context.transfersExhausted === true],
  ['SEATS_EXHAUSTED', isOwnedByAnother],
  ['SEATS_EXHAUSTED', (context, request) => mayTakeSeat(context, request) && lacksFreePlace(context, request)],
  [
    'SEATS_EXHAUSTED',
    (context, request) => mayTakeSeat(context, request) && !hasRoom(context, request) && !mayEvict(context),
  ],
  ['CAPACITY_EXHAUSTED', lacksCapacity],
];

/** Pure, and used by every API. */
export function evaluate(context: LicenseContext | null, request: VerificationRequest, now: Date): Verdict {
  if (!context) {
    return { usable: false, code: 'NOT_FOUND' };
  }
  return judge(RULES, context, request, now);
}

function judge(rules: typeof RULES, context: LicenseContext, request: VerificationRequest, now: Date): Verdict {
  const first = firstRefusal(rules, context, request, now);
  if (!first) {
    return { usable: true, code: usableCode(context, now) };
  }
  const reported = reportedRules(context.behavior, now);
  const refusal = reported.length === 0 ? first : firstEnforced(rules, reported, context, request, now);
  if (!refusal) {
    // A check that takes a seat is refused for its device if none is free.
    const wouldBe = reported.find((code) => code === first) ?? 'SEATS_EXHAUSTED';
    return { usable: true, code: usableCode(context, now), wouldBe };
  }
  const isMissing = refusal === 'ENTITLEMENT_MISSING';
  return { usable: false, code: refusal, ...(isMissing && { missing: missingEntitlements(context, request, now) }) };
}

function firstEnforced(
  rules: typeof RULES,
  reported: readonly ReportableRule[],
  context: LicenseContext,
  request: VerificationRequest,
  now: Date,
): Refusal | undefined {
  const enforced = rules.filter(([code]) => !reported.some((one) => one === code));
  return firstRefusal(enforced, withoutReportedLimits(context, now), request, now);
}

/** The context without the limit of seats, if it is only reported. */
export function withoutReportedLimits(context: LicenseContext, now: Date): LicenseContext {
  return isReported('SEATS_EXHAUSTED', context.behavior, now) ? { ...context, exceedsSeats: true } : context;
}

/** A rule and whether it refuses the request. */
export interface RuleResult {
  readonly code: Refusal;
  readonly refuses: boolean;
}

/** Result of each rule, in their order and independent of the others. The first one that refuses decides, as in `evaluate`. */
export function evaluateAllRules(
  context: LicenseContext | null,
  request: VerificationRequest,
  now: Date,
): RuleResult[] {
  const refusing = new Set<Refusal>(context ? [] : ['NOT_FOUND']);
  for (const [code, rule] of context ? RULES : []) {
    if (context && rule(context, request, now)) {
      refusing.add(code);
    }
  }
  return REFUSALS.map((code) => ({ code, refuses: refusing.has(code) }));
}

function usableCode(context: LicenseContext, now: Date): VerdictCode {
  if (!context.license.hasExpiredBy(now)) {
    return 'VALID';
  }
  if (!isPastGrace(context, now)) {
    return 'IN_GRACE';
  }
  // With this strategy, the end is only reported.
  return context.behavior.expiryStrategy === 'revoke_access' ? 'VALID' : 'EXPIRED_BUT_USABLE';
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
  const verdict = judge(rules, context, request, now);
  return verdict.usable ? { ...verdict, code: 'VALID' } : verdict;
}

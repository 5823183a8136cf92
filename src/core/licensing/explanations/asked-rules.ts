import type { LicenseContext, VerificationRequest } from '../../verification/rules/license-context';
import { takesSeat } from '../../verification/rules/seat-rules';
import type { Refusal } from '../../verification/rules/verdict';

type Asked = (context: LicenseContext, request: VerificationRequest) => boolean;

const needsDevice: Asked = (_context, { operation, fingerprint }) =>
  operation !== 'activate' && (fingerprint !== undefined || operation === 'download');

/** When a rule has something to judge. A rule that is not named here judges every call. */
const ASKED: Partial<Record<Refusal, Asked>> = {
  PRODUCT_MISMATCH: (_context, { product }) => product !== undefined,
  PRODUCT_INACTIVE: (context, request) => request.operation === 'download' || takesSeat(context, request),
  DOMAIN_NOT_ALLOWED: (_context, { domain }) => domain !== undefined,
  IP_NOT_ALLOWED: (_context, { address }) => address !== undefined,
  COUNTRY_NOT_ALLOWED: (_context, { caller }) => caller !== undefined,
  DEVICE_SIZE_MISSING: (_context, { fingerprint }) => fingerprint !== undefined,
  CHECK_IN_OVERDUE: (_context, { operation, fingerprint }) => operation !== 'activate' && fingerprint !== undefined,
  POLICY_MISMATCH: (_context, { policy }) => policy !== undefined,
  GROUP_MISMATCH: (_context, { group }) => group !== undefined,
  CUSTOMER_MISMATCH: (_context, { clientName, email, customer }) =>
    [clientName, email, customer].some((named) => named !== undefined),
  USER_MISMATCH: ({ behavior }, { user, operation }) =>
    user !== undefined || (behavior.requireUser && operation !== 'download'),
  VERSION_NOT_ALLOWED: (_context, { version, platform, channel }) =>
    [version, platform, channel].some((named) => named !== undefined),
  CHECKSUM_MISMATCH: (_context, { checksum }) => checksum !== undefined,
  ENTITLEMENT_MISSING: (_context, { entitlements = [] }) => entitlements.length > 0,
  DEVICE_BOUND_ELSEWHERE: (_context, { fingerprint }) => fingerprint !== undefined,
  NOT_ACTIVATED: needsDevice,
  DEVICE_MISMATCH: needsDevice,
  UPDATES_ENDED: (_context, { operation }) => operation === 'download',
  USERS_EXHAUSTED: (_context, { user, currentUsers }) => user !== undefined || currentUsers !== undefined,
  USES_EXHAUSTED: takesSeat,
  // Only deactivations by programs are limited.
  TRANSFERS_EXHAUSTED: () => false,
  SEATS_EXHAUSTED: takesSeat,
  CAPACITY_EXHAUSTED: ({ sizes }) => sizes !== undefined,
};

/** Whether the call names what the rule judges. */
export function isAsked(code: Refusal, context: LicenseContext, request: VerificationRequest): boolean {
  return ASKED[code]?.(context, request) ?? true;
}

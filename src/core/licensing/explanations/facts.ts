import type { LicenseContext, VerificationRequest } from '../../verification/rules/license-context';
import { missingEntitlements } from '../../verification/rules/scope-rules';
import { isSurplusHost } from '../../licenses/activations/device-rules';
import { seatLimit } from '../../verification/rules/seat-rules';
import { endOfUpdates } from '../../verification/rules/term-rules';
import type { Refusal } from '../../verification/rules/verdict';

/** Facts that a rule compares, by their names in the API; null if not set or unlimited. */
export type Facts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

type FactsOf = (context: LicenseContext, request: VerificationRequest, now: Date) => Facts;

const device: FactsOf = ({ activation }, { fingerprint }) => ({
  device: fingerprint ?? null,
  activated_at: iso(activation?.activatedAt),
  deactivated_at: iso(activation?.deactivatedAt),
});

const FACTS: Partial<Record<Refusal, FactsOf>> = {
  PRODUCT_MISMATCH: ({ product }, request) => ({ product: product.reference, named: request.product ?? null }),
  PRODUCT_INACTIVE: ({ product }) => ({ product: product.reference, is_active: product.isActive }),
  REVOKED: ({ license }) => ({ revoked_at: iso(license.revokedAt) }),
  BLOCKED: ({ license }) => ({ blocked_at: iso(license.blockedAt) }),
  DISABLED: ({ license }) => ({ disabled_at: iso(license.disabledAt) }),
  NOT_STARTED: ({ license }) => ({ starts_at: iso(license.startsAt) }),
  DOMAIN_NOT_ALLOWED: ({ license }, { domain = null }) => ({ allowed_domains: license.allowedDomains, domain }),
  IP_NOT_ALLOWED: ({ license }, { address = null }) => ({ allowed_ips: license.allowedIps, address }),
  COUNTRY_NOT_ALLOWED: ({ behavior, countries }, { caller }) => ({
    allowed_countries: behavior.allowedCountries,
    denied_countries: behavior.deniedCountries,
    country: caller ? (countries?.countryOf(caller) ?? null) : null,
  }),
  DEVICE_NOT_ALLOWED: ({ behavior }, { environment, cores, memoryMb, diskGb }) => ({
    environment: environment ?? null,
    cores: cores ?? null,
    max_cores: behavior.maxCores,
    memory_mb: memoryMb ?? null,
    max_memory_mb: behavior.maxMemoryMb,
    disk_gb: diskGb ?? null,
    max_disk_gb: behavior.maxDiskGb,
  }),
  DEVICE_SIZE_MISSING: ({ behavior }) => ({ unreported_size: behavior.unreportedSize }),
  EXPIRED: ({ license, behavior }) => ({
    expires_at: iso(license.expiresAt),
    grace_days: behavior.graceDays,
    expiry_strategy: behavior.expiryStrategy,
  }),
  CHECK_IN_OVERDUE: ({ behavior, activation }) => ({
    check_in_interval: behavior.checkInInterval,
    last_seen_at: iso(activation?.lastSeenAt),
  }),
  POLICY_MISMATCH: (_context, { policy = null }) => ({ named: policy }),
  GROUP_MISMATCH: (_context, { group = null }) => ({ named: group }),
  CUSTOMER_MISMATCH: ({ license, customer }, { clientName, email, customer: asked }) => ({
    client_name: license.restrictedToClientName,
    email: license.restrictedToEmail,
    customer: customer?.reference ?? null,
    named: clientName ?? email ?? asked ?? null,
  }),
  USER_MISMATCH: ({ behavior, users }, { user = null }) => ({
    user,
    require_user: behavior.requireUser,
    is_assigned: users ? users.id !== null : null,
  }),
  VERSION_NOT_ALLOWED: (context, { version = null, platform = null, channel = null }, now) => ({
    version,
    min_version: context.behavior.minVersion,
    max_version: context.behavior.maxVersion,
    released_at: context.versionReleasedAt ?? null,
    updates_until: iso(endOfUpdates(context, now)),
    platform,
    allowed_platforms: context.behavior.allowedPlatforms,
    channel,
    allowed_channels: context.behavior.allowedChannels,
  }),
  CHECKSUM_MISMATCH: (_context, { checksum = null, version = null, platform = null }) => ({
    checksum,
    version,
    platform,
  }),
  ENTITLEMENT_MISSING: (context, request, now) => ({
    required: request.entitlements ?? [],
    missing: missingEntitlements(context, request, now),
  }),
  DEVICE_BOUND_ELSEWHERE: ({ behavior, boundElsewhere, boundTo = null }) => ({
    device_unique_within: behavior.deviceUniqueWithin,
    is_bound_elsewhere: boundElsewhere,
    bound_to: boundTo,
  }),
  NOT_ACTIVATED: (context, request, now) => ({ seats_taken: context.seatsTaken, ...device(context, request, now) }),
  DEVICE_MISMATCH: device,
  UPDATES_ENDED: (context, _request, now) => ({ updates_until: iso(endOfUpdates(context, now)) }),
  USERS_EXHAUSTED: ({ license, groupUsersLeft, users }, { currentUsers = null }) => ({
    max_users: license.maxUsers,
    assigned: users?.assigned ?? null,
    current_users: currentUsers,
    left_in_group: groupUsersLeft ?? null,
  }),
  USES_EXHAUSTED: ({ license, usesTaken }) => ({ uses_limit: license.usesLimit, uses_taken: usesTaken }),
  SEATS_EXHAUSTED: (context, request) => ({
    max_activations: context.license.maxActivations,
    seat_overage_percent: context.behavior.seatOveragePercent,
    seats_limit: seatLimit(context),
    seats_taken: context.seatsTaken,
    seats_dead: context.seatsExpired,
    when_full: context.behavior.whenFull,
    ...(isSurplusHost(context, request) && {
      free_hosts: context.freeHosts,
      max_free_hosts: context.behavior.maxFreeHosts,
    }),
  }),
  CAPACITY_EXHAUSTED: ({ behavior, sizes }) => ({
    max_total_cores: behavior.maxTotalCores,
    cores_of_others: sizes?.others.cores ?? null,
    max_total_memory_mb: behavior.maxTotalMemoryMb,
    memory_mb_of_others: sizes?.others.memoryMb ?? null,
    max_total_disk_gb: behavior.maxTotalDiskGb,
    disk_gb_of_others: sizes?.others.diskGb ?? null,
  }),
};

/** Facts that the rule compares. Blacklists stay secret: they have none. */
export function factsOf(code: Refusal, context: LicenseContext, request: VerificationRequest, now: Date): Facts {
  return FACTS[code]?.(context, request, now) ?? {};
}

function iso(at: Date | null | undefined): string | null {
  return at?.toISOString() ?? null;
}

import { messageOf, type Refusal } from '../../verification/rules/verdict';

/** Requirement of each rule. */
const RULE_TEXTS: Readonly<Record<Refusal, string>> = {
  NOT_FOUND: 'A license has this key',
  PRODUCT_MISMATCH: 'The license is for the product that the program names',
  PRODUCT_INACTIVE: 'The product is active; only activations and downloads need that',
  BLACKLISTED: 'Neither the license nor its buyer, device, domain or address is on the blacklist',
  REVOKED: 'The license is not revoked',
  BLOCKED: 'The license is not blocked',
  DISABLED: 'The license is not disabled',
  NOT_STARTED: 'The license has started',
  DOMAIN_NOT_ALLOWED: 'The domain is one of those of the license, if it has any',
  IP_NOT_ALLOWED: 'The address is one of those of the license, if it has any',
  COUNTRY_NOT_ALLOWED: 'The policy allows the country of the address',
  DEVICE_NOT_ALLOWED: 'The policy allows a device of this kind and size',
  DEVICE_SIZE_MISSING: 'The device has reported its size, if the policy limits and requires it',
  EXPIRED: 'The license has not expired, or is in its grace period, or its policy lets it be used afterwards',
  CHECK_IN_OVERDUE: 'The device has checked in as often as the policy demands',
  POLICY_MISMATCH: 'The license has the policy that the program names',
  GROUP_MISMATCH: 'The license is in the group that the program names',
  CUSTOMER_MISMATCH: 'The customer that the program names is that of the license',
  USER_MISMATCH: 'The user is assigned to the license, if it has users or its policy demands one',
  VERSION_NOT_ALLOWED: 'The policy and the end of updates allow this version, platform and channel',
  CHECKSUM_MISMATCH: 'An active version of the product has the file whose checksum the program names',
  ENTITLEMENT_MISSING: 'The license has every entitlement that the program requires',
  DEVICE_BOUND_ELSEWHERE:
    'The device is not active on another license of the product, policy, customer or group, if devices are unique within it',
  NOT_ACTIVATED: 'Some device is active on the license, and this one has not been deactivated',
  DEVICE_MISMATCH: 'This device is active on the license, or may take a free seat',
  UPDATES_ENDED: 'The updates of the license have not ended',
  USERS_EXHAUSTED: 'The license has room for the user, and no more users are at the program than it allows',
  USES_EXHAUSTED: 'The license may be activated on one more device than ever before',
  TRANSFERS_EXHAUSTED: 'Programs may deactivate one more device; this limits deactivations alone',
  SEATS_EXHAUSTED: 'A seat is free, or the policy frees the oldest one',
  CAPACITY_EXHAUSTED: 'The devices of the license together are no larger than the policy allows',
};

/** Requirement of a rule; for one of a plug-in, the sentence of its refusal. */
export function requirementOf(code: Refusal): string {
  return Object.hasOwn(RULE_TEXTS, code) ? RULE_TEXTS[code] : messageOf(code);
}

import { isAddressPattern } from '../../common/http/addresses';
import { list, LONGEST_ENTRY, wholeNumber } from '../../common/settings/setting-definition';
import { normalizeDomainPattern } from '../../licenses/domains/domains';

const MAX_FAILURES = 1_000_000;

const throttleDescription = (source: string): string =>
  `Refused activations per ${source} within 24 hours before further ones are rejected; 0 disables the limit.`;

/** Blacklists and activation throttles, for all APIs. The aliases are License Manager's setting names. */
export const BLACKLIST_SETTINGS = {
  buyers: list({
    name: 'blacklist.buyers',
    alias: 'lm_blacklisted_buyers',
    description: 'Blacklisted customers: names, references or e-mail addresses. Applies to all APIs.',
    of: 'names, references or e-mail addresses',
    isEntry: () => true,
  }),
  licenseKeys: list({
    name: 'blacklist.license_keys',
    alias: 'lm_blacklisted_license_codes',
    description: 'Blacklisted license keys. Applies to all APIs.',
    of: 'license keys',
    isEntry: () => true,
  }),
  domains: list({
    name: 'blacklist.domains',
    alias: 'lm_blacklisted_domains',
    description: 'Blacklisted domains; `*.example.com` matches subdomains. Applies to all APIs.',
    of: 'domains such as example.com or *.example.com',
    isEntry: (text) => normalizeDomainPattern(text) !== null,
  }),
  addresses: list({
    name: 'blacklist.addresses',
    alias: 'lm_blacklisted_ips',
    description: 'Blacklisted IP addresses, networks (`10.0.0.0/8`) or patterns (`10.0.0.*`). Applies to all APIs.',
    of: 'addresses, networks or patterns such as 10.0.0.*',
    isEntry: isAddressPattern,
  }),
  fingerprints: list({
    name: 'blacklist.fingerprints',
    description:
      'Blacklisted devices: hardware IDs as sent, or the SHA-256 of those sent as an object. Applies to all APIs.',
    of: 'device fingerprints',
    isEntry: () => true,
    mostEntries: 1_000,
    longestText: LONGEST_ENTRY,
  }),
  // Both are off by default: anybody can send another's domain and have its activations refused.
  failuresPerAddress: wholeNumber({
    name: 'throttle.failed_activations_per_address',
    alias: 'lm_blacklist_ip_after_failed_attempts',
    description: throttleDescription('address'),
    default: 0,
    min: 0,
    max: MAX_FAILURES,
  }),
  failuresPerDomain: wholeNumber({
    name: 'throttle.failed_activations_per_domain',
    alias: 'lm_blacklist_domain_after_failed_attempts',
    description: throttleDescription('domain'),
    default: 0,
    min: 0,
    max: MAX_FAILURES,
  }),
} as const;

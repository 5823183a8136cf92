import { isAddressPattern } from '../../common/http/addresses';
import { list, wholeNumber } from '../../common/settings/setting-definition';
import { normalizeDomainPattern } from '../licenses/domains';

const MOST = 1_000_000;

const after = (whose: string): string =>
  `So many activations refused to ${whose} within 24 hours, and it gets none until they are older. 0 is off.`;

/** Whom no license serves, at any API. Their aliases are License Manager's names. */
export const BLACKLIST_SETTINGS = {
  buyers: list({
    name: 'blacklist.buyers',
    alias: 'lm_blacklisted_buyers',
    description: 'Names, references and e-mail addresses of those who may use no license, at any API.',
    of: 'names, references or e-mail addresses',
    isEntry: () => true,
  }),
  licenseKeys: list({
    name: 'blacklist.license_keys',
    alias: 'lm_blacklisted_license_codes',
    description: 'License keys that nobody may use, at any API.',
    of: 'license keys',
    isEntry: () => true,
  }),
  domains: list({
    name: 'blacklist.domains',
    alias: 'lm_blacklisted_domains',
    description: 'Domains on which no license may be used, at any API; `*.example.com` names sub-domains.',
    of: 'domains such as example.com or *.example.com',
    isEntry: (text) => normalizeDomainPattern(text) !== null,
  }),
  addresses: list({
    name: 'blacklist.addresses',
    alias: 'lm_blacklisted_ips',
    description:
      'Addresses from which no license may be used, at any API: one, a network (`10.0.0.0/8`) or `10.0.0.*`.',
    of: 'addresses, networks or patterns such as 10.0.0.*',
    isEntry: isAddressPattern,
  }),
  // Anybody can claim a domain, and have activations refused to it: hence both are off by default.
  failuresPerAddress: wholeNumber({
    name: 'throttle.failed_activations_per_address',
    alias: 'lm_blacklist_ip_after_failed_attempts',
    description: after('an address'),
    default: 0,
    min: 0,
    max: MOST,
  }),
  failuresPerDomain: wholeNumber({
    name: 'throttle.failed_activations_per_domain',
    alias: 'lm_blacklist_domain_after_failed_attempts',
    description: after('a domain'),
    default: 0,
    min: 0,
    max: MOST,
  }),
} as const;

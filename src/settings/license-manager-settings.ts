import { isAddressPattern } from '../common/http/addresses';
import { normalizeDomainPattern } from '../licenses/domains';
import { choice, flag, list, wholeNumber } from './setting-definition';

const MOST = 1_000_000;

const after = (whose: string): string =>
  `So many activations refused to ${whose} within 24 hours, and it gets none until they are older. 0 is off.`;

/** What License Manager lets its admins set, by the names that they know. The blacklists hold at every door. */
export const LM = {
  requestsPerMinute: wholeNumber({
    name: 'lm_requests_rate_limiting_period',
    description: 'Requests a minute at the License Manager API.',
    default: 3000,
    min: 1,
    max: MOST,
  }),
  requestsCountedBy: choice({
    name: 'lm_requests_rate_limiting_method',
    description:
      'Whose requests count together: those of one address, of one API key, or both, and the stricter holds.',
    default: 'ip_address',
    choices: ['ip_address', 'api_key', 'api_key_ip_address'],
  }),
  foldsWww: flag({
    name: 'lm_normalize_domain_variants',
    description: 'Whether www.example.com is the same domain as example.com at the License Manager API.',
    default: true,
  }),
  comparesAddresses: flag({
    name: 'lm_verify_license_ip',
    description: "Whether a license's allowed addresses count at the License Manager API.",
    default: true,
  }),
  addsFirstDomain: flag({
    name: 'lm_add_domain_of_first_activation_as_licensed_domain',
    description: 'Whether the first domain that activates at the License Manager API becomes the allowed one.',
    default: false,
  }),
  endsOldActivations: flag({
    name: 'lm_deactivate_old_activations_on_new_activation',
    description: 'Whether an activation at the License Manager API ends the oldest one where every seat is taken.',
    default: false,
  }),
  blacklistedBuyers: list({
    name: 'lm_blacklisted_buyers',
    description: 'Names, references and e-mail addresses of those who may use no license, at any API.',
    of: 'names, references or e-mail addresses',
    isEntry: () => true,
  }),
  blacklistedCodes: list({
    name: 'lm_blacklisted_license_codes',
    description: 'License keys that nobody may use, at any API.',
    of: 'license keys',
    isEntry: () => true,
  }),
  blacklistedDomains: list({
    name: 'lm_blacklisted_domains',
    description: 'Domains on which no license may be used, at any API; `*.example.com` names sub-domains.',
    of: 'domains such as example.com or *.example.com',
    isEntry: (text) => normalizeDomainPattern(text) !== null,
  }),
  blacklistedAddresses: list({
    name: 'lm_blacklisted_ips',
    description:
      'Addresses from which no license may be used, at any API: one, a network (`10.0.0.0/8`) or `10.0.0.*`.',
    of: 'addresses, networks or patterns such as 10.0.0.*',
    isEntry: isAddressPattern,
  }),
  // Anybody can claim a domain, and have activations refused to it: hence both are off by default.
  failuresPerAddress: wholeNumber({
    name: 'lm_blacklist_ip_after_failed_attempts',
    description: after('an address'),
    default: 0,
    min: 0,
    max: MOST,
  }),
  failuresPerDomain: wholeNumber({
    name: 'lm_blacklist_domain_after_failed_attempts',
    description: after('a domain'),
    default: 0,
    min: 0,
    max: MOST,
  }),
} as const;

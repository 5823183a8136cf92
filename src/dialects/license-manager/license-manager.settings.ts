import { choice, flag, wholeNumber } from '../../common/settings/setting-definition';

const MAX_REQUESTS = 1_000_000;

/** What License Manager lets its admins set, by the names that they know. */
export const LicenseManagerSettings = {
  requestsPerMinute: wholeNumber({
    name: 'lm_requests_rate_limiting_period',
    description: 'Requests a minute at the License Manager API.',
    default: 3000,
    min: 1,
    max: MAX_REQUESTS,
  }),
  requestsCountedBy: choice({
    name: 'lm_requests_rate_limiting_method',
    description:
      'Whose requests count together: those of one address, of one API key, or both, and the stricter holds.',
    default: 'ip_address',
    choices: ['ip_address', 'api_key', 'api_key_ip_address'],
  }),
  normalizeWww: flag({
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
} as const;

import { choice, flag, wholeNumber } from '../../plugin';

const MAX_REQUESTS = 1_000_000;

/** License Manager's own settings, under its names. */
export const LicenseManagerSettings = {
  requestsPerMinute: wholeNumber({
    name: 'lm_requests_rate_limiting_period',
    description: 'Maximum number of requests per minute to the License Manager API.',
    default: 3000,
    min: 1,
    max: MAX_REQUESTS,
  }),
  requestsCountedBy: choice({
    name: 'lm_requests_rate_limiting_method',
    description:
      'Whether the License Manager API limits requests per IP address, per API key, or both (the stricter limit applies).',
    default: 'ip_address',
    choices: ['ip_address', 'api_key', 'api_key_ip_address'],
  }),
  normalizeWww: flag({
    name: 'lm_normalize_domain_variants',
    description: 'Whether the License Manager API treats www.example.com and example.com as the same domain.',
    default: true,
  }),
  comparesAddresses: flag({
    name: 'lm_verify_license_ip',
    description: "Whether the License Manager API enforces a license's allowed IP addresses.",
    default: true,
  }),
  addsFirstDomain: flag({
    name: 'lm_add_domain_of_first_activation_as_licensed_domain',
    description:
      'Whether the first domain activated through the License Manager API becomes the allowed domain of the license.',
    default: false,
  }),
  deactivatesOldest: flag({
    name: 'lm_deactivate_old_activations_on_new_activation',
    description:
      'Whether a new activation through the License Manager API deactivates the oldest one if no seat is free.',
    default: false,
  }),
} as const;

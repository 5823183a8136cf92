import { EVERY_USER } from '../../support/callers-of-operations';
import type { ApiContract } from '../../support/contracts';
import type { OperationCall } from '../../support/prepared-world';

const calls: Record<string, OperationCall> = {
  listSettings: { good: () => ({}) },
  updateSettings: {
    good: () => ({
      body: {
        'limits.v2.default': 200,
        lm_normalize_domain_variants: true,
        lm_requests_rate_limiting_method: 'ip_address',
        lm_blacklisted_domains: ['*.evil.example'],
        lm_blacklisted_buyers: null,
      },
    }),
    bad: () => ({ body: { 'limits.v2.default': 0 } }),
  },
};

const callers: Record<string, string> = {
  listSettings: EVERY_USER,
  updateSettings: 'owner',
};

export const contract: ApiContract = { calls, callers };

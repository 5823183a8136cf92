/* written by sdk/scripts/generate.mjs -- do not edit */
import { DIALECT_REFUSALS } from '../../error-code';
import type { ApiProfile } from '../../http/api-profile';

export const profile: ApiProfile = {
  apiKeyHeader: 'x-api-key',
  refusals: DIALECT_REFUSALS,
};

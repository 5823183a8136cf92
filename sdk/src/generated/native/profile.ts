/* written by sdk/scripts/generate.mjs -- do not edit */
import type { ApiProfile } from '../../http/api-profile';

export const profile: ApiProfile = {
  apiKeyHeader: 'x-api-key',
  version: '2026-12-01',
};

/* written by sdk/scripts/generate.mjs -- do not edit */
import type { ApiProfile } from '../../http/api-profile';

export const profile: ApiProfile = {
  apiKeyHeader: 'x-api-key',
  answers: {
    'POST /api/external/update/{version}/download/{type}': 'binary',
    'HEAD /api/external/update/{version}/download/{type}/size': 'none',
    'POST /api/download_update/{type}/{version}': 'binary',
    'HEAD /api/get_update_size/{type}/{version}': 'none',
    'HEAD /api/get_update_size/{version}': 'none',
  },
  idempotencyKeyed: [
  ],
};

/* written by sdk/scripts/generate.mjs -- do not edit */
import type { Traits } from '../../http/traits';

export const traits: Traits = {
  apiKeyHeader: 'x-api-key',
  answers: {
    'POST /api/v1/auth/logout': 'none',
    'DELETE /api/v1/api-keys/{id}': 'none',
    'DELETE /api/v1/products/{id}': 'none',
    'DELETE /api/v1/products/{id}/versions/{version_id}': 'none',
    'DELETE /api/v1/licenses/{id}': 'none',
  },
  keyed: [
    'POST /api/v1/auth/logout',
    'POST /api/v1/api-keys',
    'DELETE /api/v1/api-keys/{id}',
    'POST /api/v1/api-keys/{id}/rotate',
    'POST /api/v1/products',
    'PATCH /api/v1/products/{id}',
    'DELETE /api/v1/products/{id}',
    'POST /api/v1/products/{id}/versions',
    'PATCH /api/v1/products/{id}/versions/{version_id}',
    'DELETE /api/v1/products/{id}/versions/{version_id}',
    'POST /api/v1/licenses',
    'POST /api/v1/licenses/batch',
    'PATCH /api/v1/licenses/{id}',
    'DELETE /api/v1/licenses/{id}',
    'POST /api/v1/activate',
    'POST /api/v1/validate',
    'POST /api/v1/heartbeat',
    'POST /api/v1/deactivate',
  ],
};

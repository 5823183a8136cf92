/* written by sdk/scripts/generate.mjs -- do not edit */
import type { Traits } from '../../http/traits';

export const traits: Traits = {
  apiKeyHeader: 'x-api-key',
  answers: {
  },
  keyed: [
  ],
};

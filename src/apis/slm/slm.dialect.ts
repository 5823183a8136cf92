import type { IncomingMessage } from 'node:http';
import { address, defineDialect, hasQueryField } from '../../core/common';
import { ERRORS } from './http/error-tables';
import { SLM_PRESENTATION } from './slm.presentation';

const ACTION = 'slm_action';

/** Software License Manager, a plugin of WordPress: programs activate by domain, shops create licenses. */
export const SLM = defineDialect({
  name: 'slm',
  title: 'Software License Manager API',
  description: 'The API of Software License Manager, a WordPress plugin by Tips and Tricks HQ, for existing programs.',
  ...SLM_PRESENTATION,
  pathPrefixes: ['/'],
  matches: (request: IncomingMessage) => hasQueryField(request, ACTION),
  // The secret keys of the plugin are API keys: an external one to verify, an internal one to create.
  credential: { headers: ['x-api-key'], field: 'secret_key' },
  discriminator: ACTION,
  reads: {
    query: true,
    null: true,
    keyBlanks: true,
    keyCase: true,
    dateSigns: true,
    nameEntities: true,
    anyPath: true,
  },
  unknownFields: 'ignore',
  errors: ERRORS,
  // All programs of a vendor have the same key.
  limits: { default: { perMinute: 100, keyBy: address } },
});

import type { IncomingMessage } from 'node:http';
import { address, defineDialect, hasQueryField, wallClock } from '../../core/common';
import { EDD_PRESENTATION } from './edd.presentation';
import { ERRORS } from './http/error-tables';

const ACTION = 'edd_action';

/** Easy Digital Downloads with its extension Software Licensing: sites activate plugins, which update themselves. */
export const EDD = defineDialect({
  name: 'edd',
  title: 'EDD Software Licensing API',
  description:
    'The API of Software Licensing, an extension of Easy Digital Downloads, for existing plugins and programs.',
  ...EDD_PRESENTATION,
  pathPrefixes: ['/', '/edd-sl'],
  // Programs send the action in the query or in a form, which is read later: there, other dialects may claim the request.
  matches: (request: IncomingMessage) =>
    hasQueryField(request, ACTION) || (request.method === 'POST' && !hasQueryField(request, '[a-z]+_action')),
  // The license key is the credential.
  credential: { headers: [], isNone: true },
  discriminator: ACTION,
  reads: { query: true, null: true, keyBlanks: true, nameEntities: true, anyPath: true },
  unknownFields: 'ignore',
  errors: ERRORS,
  limits: { default: { perMinute: 100, keyBy: address } },
  dates: wallClock,
});

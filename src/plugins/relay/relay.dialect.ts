import { address, defineDialect, NATIVE } from '../../core/common';
import { renderRelayError } from './pages/render-relay-page';

/** The page of a relay. It answers errors with pages. */
export const RELAY_PAGES = defineDialect({
  name: 'relay',
  title: 'Relay',
  description: 'Page of a relay.',
  pathPrefixes: ['/relay'],
  credential: { headers: [] },
  unknownFields: 'ignore',
  errors: NATIVE.errors,
  errorPage: renderRelayError,
  limits: {
    default: { perMinute: 300, keyBy: address },
    /** A contact in some seconds, and for starts that find no seat. */
    partner: { perMinute: 600, keyBy: address },
    /** Changes, each of which needs the admin password. */
    change: { perMinute: 10, keyBy: address },
  },
});

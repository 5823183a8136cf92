import { address, defineDialect, NATIVE } from '../../../core/common';
import { renderPortalError } from './render-portal-page';

export const PORTAL_PATH = '/portal';

/** The pages for customers. They answer errors with pages, and lead requests without a session to the sign-in. */
export const PORTAL_PAGES = defineDialect({
  name: 'portal',
  title: 'Customer portal',
  description: 'Pages for customers.',
  pathPrefixes: [PORTAL_PATH],
  credential: { headers: [] },
  unknownFields: 'ignore',
  errors: NATIVE.errors,
  errorPage: renderPortalError,
  limits: {
    default: { perMinute: 300, keyBy: address },
    /** E-mails that somebody asks for, and signing in. */
    sign_in: { perMinute: 10, keyBy: address },
    /** Claims of licenses. */
    claim: { perMinute: 10, keyBy: address },
    /** E-mails to one address; services count them. */
    recipient: { perMinute: 3 },
  },
});

import { address, defineDialect, NATIVE } from '../../../core/common';
import { CONSOLE_NAME } from '../../../pages/frame/console-frame';
import { renderErrorPage } from './render-page';

/** The pages for people. They answer errors with pages, and lead requests without a session to the sign-in. */
export const CONSOLE = defineDialect({
  name: CONSOLE_NAME,
  title: 'Keyward console',
  description: 'Pages for administrators.',
  pathPrefixes: ['/console', '/login', '/logout', '/account', '/license/edit', '/customer/edit', '/unsubscribe'],
  // Two of the paths are those of the V2 API as well, whose programs ask for no page.
  matches: ({ headers }) => headers.accept?.includes('text/html') === true,
  credential: { headers: [], cookie: true },
  unknownFields: 'ignore',
  errors: NATIVE.errors,
  errorPage: renderErrorPage,
  limits: {
    default: { perMinute: 1000, keyBy: 'caller' },
    login: { perMinute: 10, keyBy: address },
    unsubscribe: { perMinute: 60, keyBy: address },
  },
  findsTypedKeys: true,
});

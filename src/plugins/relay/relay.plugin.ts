import { definePlugin } from '../../core/common';
import { IS_RELAY } from './relay-mode';
import { RelayModule } from './relay.module';
import { RELAY_PAGES } from './relay.dialect';
import { areCallsHooked, useServedPaths } from './served-paths';

/** `keyward relay`: the core in a customer's network serves the pool that the vendor took from a license. On other servers, it has commands alone. */
export const RELAY_PLUGIN = definePlugin({
  name: 'relay',
  ...(IS_RELAY && {
    pages: { dialect: RELAY_PAGES, module: (modules) => RelayModule.with(modules) },
    addresses: (url) => [`  page        ${url}/`],
    hooks: useServedPaths,
    hooksChecks: areCallsHooked,
  }),
});

import { definePlugin } from '../../core/common';
import { texts } from '../../core/i18n';
import { HANDBOOK, HandbookModule } from './handbook.module';

/** The documents of this version as a site at /handbook/: what `npm run docs` has built, in the package of the server. */
export const HANDBOOK_PLUGIN = definePlugin({
  name: 'handbook',
  modules: [HandbookModule],
  console: {
    help: { title: () => texts('navigation').documentation, path: '/handbook/', isThere: () => HANDBOOK.isBuilt },
  },
});

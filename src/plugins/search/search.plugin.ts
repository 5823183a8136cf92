import { definePlugin } from '../../core/common';
import { SEARCH_PATH } from './search-path';
import { SearchModule } from './search.module';

/** The search over the rows of all nouns that have a `SearchSource`. */
export const SEARCH_PLUGIN = definePlugin({
  name: 'search',
  modules: [SearchModule],
  tags: { search: 'audit' },
  parameters: { 'search.q': 'demo' },
  console: { search: SEARCH_PATH },
});

import MiniSearch from 'minisearch';
import { withBase } from 'vitepress';
import { INDEX_OPTIONS } from '../../search/search-options.mjs';

let loading;

/** The index, loaded at the first search. */
export function loadIndex() {
  loading ??= load().catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load() {
  const response = await fetch(withBase('/search.json'));
  if (!response.ok) {
    throw new Error(`search.json: ${response.status}`);
  }
  return MiniSearch.loadJSON(await response.text(), INDEX_OPTIONS);
}

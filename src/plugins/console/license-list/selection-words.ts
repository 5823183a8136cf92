import { texts } from '../../../core/i18n';
import { conditionWords } from '../../../pages/reports/conditions';
import { licenseFilters } from './license-filters.view';
import { fieldsOf } from './license-list-query.dto';

/** The filters of a list in words, such as "Expired" and "Product: Resonance Studio". */
export function filterWords(choices: Parameters<typeof licenseFilters>[0]): string[] {
  const { query } = choices;
  const view = query.view === undefined || query.view === 'all' ? [] : [texts('licenses').view[query.view]];
  return [...view, ...conditionWords(licenseFilters(choices), fieldsOf(query))];
}

import { texts } from '../../../core/i18n';
import { licenseFilters } from './license-filters.view';
import { fieldsOf } from './license-list-query.dto';

/** The filters of a list in words, such as "Expired" and "Product: Resonance Studio". */
export function filterWords(choices: Parameters<typeof licenseFilters>[0]): string[] {
  const { query } = choices;
  const fields: Readonly<Record<string, string | undefined>> = fieldsOf(query);
  const { filters = [] } = licenseFilters(choices);
  const named = filters.flatMap(({ field, title, values = [] }) => {
    const value = fields[field];
    const shown = values.find((one) => one.value === value)?.title ?? value;
    return shown === undefined ? [] : [texts('bulk').filterIs({ field: title, value: shown })];
  });
  const view = query.view === undefined || query.view === 'all' ? [] : [texts('licenses').view[query.view]];
  return [...view, ...(query.q === undefined ? [] : [`“${query.q}”`]), ...named];
}

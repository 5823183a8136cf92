import type { Policy, Product } from '../../../core/catalog';
import type { Group } from '../../../core/customers';
import { formatDate, formatDateTime, texts } from '../../../core/i18n';
import { type Text } from '../../../core/i18n/internal';
import { LICENSE_STATUSES, LICENSE_TYPES } from '../../../core/licenses';
import type { Choice } from '../../../pages/components/fields';
import { FilterForm } from '../../../pages/components/filter-form';
import type { SearchBar } from '../../../pages/components/list-page';
import type { FormField } from '../../../pages/kit/form-table';
import { countryName } from '../reports/country-name';
import {
  fieldsOf,
  isStatusView,
  LICENSE_USES,
  type LicenseField,
  type LicenseListQueryDto,
  type LicenseUse,
} from './license-list-query.dto';
import { LICENSES_PATH } from './license-paths';

interface FilterChoices {
  readonly query: LicenseListQueryDto;
  readonly products: readonly Product[];
  readonly policies: readonly Policy[];
  /** That of the filter. */
  readonly groups: readonly Group[];
  /** The list that the form leads to; by default all licenses. */
  readonly path?: string;
}

/** The filters of the list, all in one form. */
export function licenseFilters({
  query,
  products,
  policies,
  groups,
  path = LICENSES_PATH,
}: FilterChoices): Pick<SearchBar, 'filters' | 'form'> {
  const t = texts('licenses');
  const choices = {
    product: products.map(({ reference, name }) => ({ value: reference, title: name })),
    policy: policies.map(({ uid, name }) => ({ value: uid, title: name })),
    status: LICENSE_STATUSES.map((value) => ({ value, title: texts('licenseStatuses')[value] })),
    type: LICENSE_TYPES.map((value) => ({ value, title: t.types[value] })),
    use: LICENSE_USES.map((value) => ({ value, title: t.uses[value] })),
  };
  const select = (name: keyof typeof choices): FormField => ({
    name,
    kind: 'select',
    choices: [{ value: '', title: t.any }, ...choices[name]],
    isShort: true,
  });
  const days = (name: LicenseField): FormField => ({ name, kind: 'number', isShort: true });
  const from = (date: string | undefined): Choice[] => dateChoice(date, t.from);
  const to = (date: string | undefined): Choice[] => dateChoice(date, t.to);
  const issuedAt = query.issued_at && { value: query.issued_at.toISOString(), title: formatDateTime(query.issued_at) };
  const isInForm = true;
  const hasStatus = !isStatusView(query);
  return {
    filters: [
      { field: 'product', title: t.product, values: choices.product, isInForm },
      { field: 'policy', title: t.policy, values: choices.policy, isInForm },
      { field: 'status', title: t.status, values: choices.status, isInForm },
      { field: 'type', title: t.type, values: choices.type, isInForm },
      { field: 'customer', title: t.customer },
      { field: 'batch', title: t.batch },
      {
        field: 'group',
        title: t.group,
        values: groups.map(({ uid, name }) => ({ value: uid, title: name })),
        isInForm,
      },
      { field: 'issued_from', title: t.column.issued, values: from(query.issued_from), isInForm },
      { field: 'issued_to', title: t.column.issued, values: to(query.issued_to), isInForm },
      { field: 'expires_from', title: t.column.expires, values: from(query.expires_from), isInForm },
      { field: 'expires_to', title: t.column.expires, values: to(query.expires_to), isInForm },
      ...useFilters(query),
      { field: 'issued_at', title: t.column.issued, values: issuedAt && [issuedAt], isInForm },
    ],
    form: (
      <FilterForm
        action={path}
        query={{ ...fieldsOf(query), view: query.view, sort: query.sort }}
        keep={['view', 'q', 'sort', 'group']}
        rows={[
          select('product'),
          [...(hasStatus ? [select('status')] : []), select('type')],
          [...(hasStatus ? [days('expires_within')] : []), days('unseen_for')],
          [{ name: 'version', placeholder: '1.*' }, { name: 'country' }],
          [{ name: 'entitlement' }, { name: 'without' }],
          [select('use'), days('seats_from')],
          [{ name: 'meter' }, days('meter_percent')],
          [days('issued_for'), days('refused_within')],
          select('policy'),
          { name: 'customer', placeholder: t.customerPlaceholder },
          { name: 'batch', placeholder: t.batchPlaceholder },
          { name: 'metadata', placeholder: t.metadataPlaceholder },
          [
            { name: 'issued_from', kind: 'date' },
            { name: 'issued_to', kind: 'date' },
          ],
          hasStatus && [
            { name: 'expires_from', kind: 'date' },
            { name: 'expires_to', kind: 'date' },
          ],
        ]}
        texts={t}
        verb={t.applyFilters}
      />
    ),
  };
}

/** The conditions by use and by what is granted, in words. */
function useFilters(query: LicenseListQueryDto): NonNullable<SearchBar['filters']> {
  const t = texts('licenses');
  const fields = fieldsOf(query);
  const words: readonly (readonly [LicenseField, string, ((value: string) => string)?])[] = [
    ['expires_within', t.column.expires, (days) => t.withinDays({ days: Number(days) })],
    ['issued_for', t.column.issued, (days) => t.daysAgo({ days: Number(days) })],
    ['unseen_for', t.column.seen, (days) => t.daysAgoOrNever({ days: Number(days) })],
    ['refused_within', t.refused, (days) => t.lastDays({ days: Number(days) })],
    ['use', t.use, (use) => t.uses[use as LicenseUse]],
    ['seats_from', t.seatsUsed, (count) => t.orMore({ count: Number(count) })],
    ['meter', t.meter],
    ['meter_percent', t.meterUse, (percent) => t.percentOrMore({ percent: Number(percent) })],
    ['version', t.version],
    ['entitlement', t.entitlement],
    ['without', t.without],
    ['country', t.country, countryName],
    ['metadata', t.metadata],
  ];
  return words.flatMap(([field, title, wordsOf]) => {
    const value = fields[field];
    return value === undefined
      ? []
      : [{ field, title, values: [{ value, title: wordsOf?.(value) ?? value }], isInForm: true }];
  });
}

/** Noon is on the same date in nearly every zone. */
function dateChoice(date: string | undefined, text: Text<{ date: string }>): Choice[] {
  return date === undefined ? [] : [{ value: date, title: text({ date: formatDate(new Date(`${date}T12:00:00Z`)) }) }];
}

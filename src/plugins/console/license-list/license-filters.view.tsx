import type { Policy, Product } from '../../../core/catalog';
import { REPORTABLE_RULES } from '../../../core/catalog/internal';
import type { Group } from '../../../core/customers';
import { formatDateTime, textFor, texts } from '../../../core/i18n';
import { LICENSE_STATUSES, LICENSE_TYPES } from '../../../core/licenses';
import type { SearchBar } from '../../../pages/components/list-page';
import { choiceOf, conditionsOf, dayRange, lastDays, numberOf } from '../../../pages/reports/conditions';
import { countryName } from '../reports/country-name';
import { fieldsOf, isStatusView, LICENSE_USES, type LicenseListQueryDto } from './license-list-query.dto';
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
  const hasStatus = !isStatusView(query);
  const { issued_at } = query;
  const { filters, form } = conditionsOf({
    path,
    query: { ...fieldsOf(query), view: query.view, sort: query.sort },
    keep: ['view', 'q', 'sort', 'group'],
    texts: t,
    rows: [
      choiceOf(
        'product',
        products.map(({ reference, name }) => ({ value: reference, title: name })),
      ),
      [
        ...(hasStatus
          ? [
              choiceOf(
                'status',
                LICENSE_STATUSES.map((value) => ({ value, title: texts('licenseStatuses')[value] })),
              ),
            ]
          : []),
        choiceOf(
          'type',
          LICENSE_TYPES.map((value) => ({ value, title: t.types[value] })),
        ),
      ],
      [
        ...(hasStatus ? [numberOf('expires_within', t.column.expires, (days) => t.withinDays({ days }))] : []),
        numberOf('unseen_for', t.column.seen, (days) => t.daysAgoOrNever({ days })),
      ],
      [
        { name: 'version', placeholder: '1.*' },
        { name: 'country', words: countryName },
      ],
      [{ name: 'entitlement' }, { name: 'without' }],
      [
        choiceOf(
          'use',
          LICENSE_USES.map((value) => ({ value, title: t.uses[value] })),
        ),
        numberOf('seats_from', t.seatsUsed, (count) => t.orMore({ count })),
      ],
      [{ name: 'meter' }, numberOf('meter_percent', t.meterUse, (percent) => t.percentOrMore({ percent }))],
      [
        numberOf('issued_for', t.column.issued, (days) => t.daysAgo({ days })),
        { ...lastDays('refused_within', t.refused), label: t.refusedWithin },
      ],
      choiceOf(
        'would_be',
        REPORTABLE_RULES.map((value) => ({ value, title: textFor(texts('verdicts'), value) ?? value })),
      ),
      choiceOf(
        'policy',
        policies.map(({ uid, name }) => ({ value: uid, title: name })),
      ),
      numberOf('policy_version', t.policyVersion, String),
      { name: 'customer', placeholder: t.customerPlaceholder },
      { name: 'user' },
      { name: 'batch', placeholder: t.batchPlaceholder },
      { name: 'metadata', placeholder: t.metadataPlaceholder },
      dayRange('issued', t.column.issued),
      hasStatus && dayRange('expires', t.column.expires),
    ],
  });
  return {
    filters: [
      ...filters,
      {
        field: 'group',
        title: t.group,
        values: groups.map(({ uid, name }) => ({ value: uid, title: name })),
        isInForm: true,
      },
      {
        field: 'issued_at',
        title: t.column.issued,
        values: issued_at && [{ value: issued_at.toISOString(), title: formatDateTime(issued_at) }],
        isInForm: true,
      },
    ],
    form,
  };
}

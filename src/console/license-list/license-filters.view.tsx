import type { VNode } from 'preact';
import { LICENSE_STATUSES, LICENSE_TYPES } from '../../licenses/licenses/license.entity';
import { Button } from '../components/button';
import { Select, TextField } from '../components/fields';
import { AddFilter, type Chip, Chips, ClearFilters, SearchForm } from '../components/filters';
import { FieldRow } from '../components/form';
import { Icon } from '../components/icon';
import { formatDate, formatDateTime } from '../../i18n/format';
import { FormState } from '../kit/form-state';
import type { Text } from '../../i18n/text';
import { texts } from '../../i18n/texts';
import { DEFAULT_COLUMNS, LICENSE_COLUMNS } from './license-columns';
import { fieldsOf, isStatusView, type LicenseListQueryDto } from './license-list-query.dto';
import type { LicenseListData } from './license-list.view';
import { columnsPath, LICENSES_PATH, listPath } from './license-paths';

export function LicenseFilters(data: LicenseListData): VNode {
  const { query } = data;
  const t = texts('licenses');
  const { q, ...rest } = fieldsOf(query);
  const chips = chipsOf(data);
  return (
    <SearchForm
      action={LICENSES_PATH}
      label={t.search}
      placeholder={t.searchHint}
      value={q ?? ''}
      keep={{ ...rest, sort: query.sort }}
    >
      <Chips chips={chips} />
      <AddFilter>
        <FilterForm {...data} />
      </AddFilter>
      {(chips.length > 0 || q !== undefined) && <ClearFilters href={listPath({ view: query.view })} />}
      <ColumnChoice {...data} />
    </SearchForm>
  );
}

function chipsOf({ query, products, policies }: LicenseListData): Chip[] {
  const t = texts('licenses');
  const { product, policy, status, type, customer, batch, expires_from, expires_to } = fieldsOf(query);
  const chip = (name: keyof LicenseListQueryDto, field: string, value: string | undefined): Chip[] =>
    value === undefined ? [] : [{ field, value, removeHref: listPath({ ...query, [name]: undefined }) }];
  const date = (value: string | undefined, text: Text<{ date: string }>): string | undefined =>
    value && text({ date: dateText(value) });
  return [
    ...chip('product', t.product, nameOf(products.find(({ reference }) => reference === product)) ?? product),
    ...chip('policy', t.policy, nameOf(policies.find(({ uid }) => uid === policy)) ?? policy),
    ...chip('status', t.status, status && texts('licenseStatuses')[query.status ?? 'active']),
    ...chip('type', t.type, type && t.types[query.type ?? 'perpetual']),
    ...chip('customer', t.customer, customer),
    ...chip('batch', t.batch, batch),
    ...chip('issued_from', t.column.issued, date(query.issued_from, t.from)),
    ...chip('issued_to', t.column.issued, date(query.issued_to, t.to)),
    ...chip('expires_from', t.column.expires, date(expires_from, t.from)),
    ...chip('expires_to', t.column.expires, date(expires_to, t.to)),
    ...chip('issued_at', t.column.issued, query.issued_at && formatDateTime(query.issued_at)),
  ];
}

function nameOf(named: { readonly name: string } | undefined): string | undefined {
  return named?.name;
}

/** Noon is on the same date in nearly every zone. */
function dateText(date: string): string {
  return formatDate(new Date(`${date}T12:00:00Z`));
}

/** All filters in one form; it keeps the search and the view. */
function FilterForm({ query, products, policies }: LicenseListData): VNode {
  const t = texts('licenses');
  const form = FormState.of(Object.fromEntries(Object.entries(fieldsOf(query)).map(([name, v]) => [name, v ?? ''])));
  const any = { value: '', title: t.any };
  return (
    <form class="filter-form" method="get" action={LICENSES_PATH}>
      {[query.view && ['view', query.view], query.q && ['q', query.q], query.sort && ['sort', query.sort]].map(
        (kept) => kept && <input key={kept[0]} type="hidden" name={kept[0]} value={kept[1]} />,
      )}
      <Select
        form={form}
        name="product"
        label={t.product}
        choices={[any, ...products.map(({ reference, name }) => ({ value: reference, title: name }))]}
      />
      <Select
        form={form}
        name="policy"
        label={t.policy}
        choices={[any, ...policies.map(({ uid, name }) => ({ value: uid, title: name }))]}
      />
      <FieldRow>
        {!isStatusView(query) && (
          <Select
            form={form}
            name="status"
            label={t.status}
            choices={[any, ...LICENSE_STATUSES.map((value) => ({ value, title: texts('licenseStatuses')[value] }))]}
          />
        )}
        <Select
          form={form}
          name="type"
          label={t.type}
          choices={[any, ...LICENSE_TYPES.map((value) => ({ value, title: t.types[value] }))]}
        />
      </FieldRow>
      <TextField form={form} name="customer" label={t.customer} placeholder={t.customerHint} />
      <TextField form={form} name="batch" label={t.batch} placeholder={t.batchHint} />
      <FieldRow>
        <TextField form={form} name="issued_from" label={t.issuedFrom} type="date" />
        <TextField form={form} name="issued_to" label={t.issuedTo} type="date" />
      </FieldRow>
      {!isStatusView(query) && (
        <FieldRow>
          <TextField form={form} name="expires_from" label={t.expiresFrom} type="date" />
          <TextField form={form} name="expires_to" label={t.expiresTo} type="date" />
        </FieldRow>
      )}
      <Button>{t.applyFilters}</Button>
    </form>
  );
}

/** The choice is kept in a cookie. */
function ColumnChoice({ query, columns }: LicenseListData): VNode {
  const t = texts('licenses');
  return (
    <details class="menu column-choice">
      <summary class="btn btn-default">
        <Icon name="columns-3" />
        <span>{t.columns}</span>
      </summary>
      <form class="menu-panel" method="post" action={columnsPath}>
        <input type="hidden" name="back" value={listPath(query)} />
        {LICENSE_COLUMNS.map((column) => (
          <label class="checkbox" key={column}>
            <input type="checkbox" name="column[]" value={column} checked={columns.includes(column)} />
            <span>{t.column[column]}</span>
          </label>
        ))}
        <div class="actions">
          <Button isSmall>{t.apply}</Button>
          {columns.join() !== DEFAULT_COLUMNS.join() && (
            <Button isSmall look="quiet" name="do" value="reset">
              {t.reset}
            </Button>
          )}
        </div>
      </form>
    </details>
  );
}

import type { VNode } from 'preact';
import type { Product } from '../../catalog/products/product.entity';
import type { Page as Rows } from '../../common/pagination/page-request';
import type { LicensedActivation } from '../../verification/calls/find-activation.service';
import { Badge } from '../components/badge';
import { Button, ButtonLink } from '../components/button';
import { Select, TextField } from '../components/fields';
import { AddFilter, type Chip, Chips, ClearFilters, Results, SearchForm } from '../components/filters';
import { Form, FormFoot } from '../components/form';
import { EmptyState, PageHeader, Tabs } from '../components/page-parts';
import { type Column, Cut, Pager, Table } from '../components/table';
import { DescriptionList, Key, Time } from '../components/text';
import { FormState } from '../kit/form-state';
import { Page } from '../kit/page';
import type { DeviceListQueryDto } from './device-list-query.dto';
import { DEVICES_PATH, freePath, listPath, reactivatePath } from './device-paths';
import { DEVICE_TEXTS } from './texts';

export interface DeviceListData {
  readonly query: DeviceListQueryDto;
  readonly page: Rows<LicensedActivation>;
  readonly leavesOutRows: boolean;
  readonly products: readonly Product[];
  readonly canFree: boolean;
  readonly canReactivate: boolean;
}

export function deviceListPage(data: DeviceListData): Page {
  return new Page({ title: DEVICE_TEXTS().title, body: <DeviceList {...data} /> });
}

export function nameOf({ name, fingerprint }: Pick<LicensedActivation, 'name' | 'fingerprint'>): string {
  const text = name ?? fingerprint;
  return text.length > MAX_NAME ? `${text.slice(0, MAX_NAME)}…` : text;
}

/** Characters of a fingerprint in a sentence. */
const MAX_NAME = 80;

function DeviceList(data: DeviceListData): VNode {
  const { page, query } = data;
  const t = DEVICE_TEXTS();
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} />
      <Tabs label={t.views} tabs={tabsOf(query)} />
      <Filters {...data} />
      <Results summary={t.match(page.rows.length)} leavesOutRows={data.leavesOutRows}>
        {page.rows.length === 0 ? (
          <Nothing {...data} />
        ) : (
          <>
            <Table label={t.title} rows={page.rows} columns={columnsOf(data)} keyOf={({ id }) => id} />
            <Pager
              text={t.shown(page.rows.length)}
              previousHref={page.previous ? listPath(query, { before: page.previous }) : undefined}
              nextHref={page.next ? listPath(query, { after: page.next }) : undefined}
            />
          </>
        )}
      </Results>
    </>
  );
}

function tabsOf(query: DeviceListQueryDto) {
  const t = DEVICE_TEXTS();
  return ([undefined, 'active', 'past'] as const).map((view) => ({
    title: view === undefined ? t.all : t[view],
    href: listPath({ ...query, view }),
    isCurrent: view === query.view,
  }));
}

function Filters({ query, products }: DeviceListData): VNode {
  const t = DEVICE_TEXTS();
  const { view, q, product, license, ip } = query;
  const form = FormState.of({ product: product ?? '', license: license ?? '', ip: ip ?? '' });
  const chips = chipsOf(query, products);
  return (
    <SearchForm
      action={DEVICES_PATH}
      label={t.search}
      placeholder={t.searchHint}
      value={q ?? ''}
      keep={{ view, product, license, ip }}
    >
      <Chips chips={chips} />
      <AddFilter>
        <form class="filter-form" method="get" action={DEVICES_PATH}>
          {view && <input type="hidden" name="view" value={view} />}
          {q && <input type="hidden" name="q" value={q} />}
          <Select
            form={form}
            name="product"
            label={t.product}
            choices={[
              { value: '', title: t.any },
              ...products.map(({ reference, name }) => ({ value: reference, title: name })),
            ]}
          />
          <TextField form={form} name="license" label={t.license} placeholder={t.licenseHint} />
          <TextField form={form} name="ip" label={t.ip} />
          <Button>{t.applyFilters}</Button>
        </form>
      </AddFilter>
      {(chips.length > 0 || q !== undefined) && <ClearFilters href={listPath({ view })} />}
    </SearchForm>
  );
}

function chipsOf(query: DeviceListQueryDto, products: readonly Product[]): Chip[] {
  const t = DEVICE_TEXTS();
  const { product, license, ip } = query;
  const chip = (name: 'product' | 'license' | 'ip', field: string, value: string | undefined): Chip[] =>
    value === undefined ? [] : [{ field, value, removeHref: listPath({ ...query, [name]: undefined }) }];
  const named = products.find(({ reference }) => reference === product);
  return [
    ...chip('product', t.product, named?.name ?? product),
    ...chip('license', t.license, license),
    ...chip('ip', t.ip, ip),
  ];
}

function columnsOf(data: DeviceListData): Column<LicensedActivation>[] {
  const t = DEVICE_TEXTS();
  const acts = data.canFree || data.canReactivate;
  return [
    { head: t.device, width: 20, onCard: 'title', cell: (device) => <DeviceName {...device} /> },
    { head: t.state, onCard: 'status', cell: ({ isActive }) => <State isActive={isActive} /> },
    { head: t.key, width: 20, onCard: 'wide', cell: ({ license }) => <LicenseOf {...license} /> },
    {
      head: t.product,
      onCard: 'hidden',
      cell: ({ product, license }) => <Cut text={(product ?? license.product).name} />,
    },
    { head: t.version, onCard: 'hidden', cell: ({ appVersion }) => <OrUnknown text={appVersion} /> },
    { head: t.ip, onCard: 'hidden', cell: ({ ip }) => <OrUnknown text={ip} /> },
    { head: t.seen, width: 10, onCard: 'left', cell: ({ lastSeenAt }) => <Time at={lastSeenAt} as="age" /> },
    ...(acts
      ? [
          {
            head: t.action,
            width: 15 as const,
            isRight: true,
            onCard: 'right' as const,
            cell: (device: LicensedActivation) => <DeviceAction {...data} device={device} />,
          },
        ]
      : []),
  ];
}

function DeviceName({ name, fingerprint }: Pick<LicensedActivation, 'name' | 'fingerprint'>): VNode {
  return (
    <>
      {name !== null && <Cut text={name} />}
      <span class={name === null ? undefined : 'row-note'}>
        <Key value={fingerprint} isCut />
      </span>
    </>
  );
}

function State({ isActive }: { readonly isActive: boolean }): VNode {
  const t = DEVICE_TEXTS();
  return isActive ? (
    <Badge tone="ok" icon="circle-check">
      {t.isActive}
    </Badge>
  ) : (
    <Badge tone="outlined" icon="circle-dashed">
      {t.isPast}
    </Badge>
  );
}

function LicenseOf({ uid, key }: Pick<LicensedActivation['license'], 'uid' | 'key'>): VNode {
  return (
    <a class="row-link" href={`/license/edit/${uid}`}>
      <Key value={key} isCut />
    </a>
  );
}

function OrUnknown({ text }: { readonly text: string | null }): VNode {
  return text === null ? <span class="unset">{DEVICE_TEXTS().none}</span> : <Cut text={text} />;
}

type ActionProps = DeviceListData & { readonly device: LicensedActivation };

function DeviceAction({ query, canFree, canReactivate, device }: ActionProps): VNode | null {
  const t = DEVICE_TEXTS();
  if (device.isActive) {
    return canFree ? (
      <form class="inline-form" method="post" action={freePath(device.uid)}>
        <input type="hidden" name="back" value={listPath(query)} />
        <Button isSmall>{t.free}</Button>
      </form>
    ) : null;
  }
  return canReactivate ? (
    <ButtonLink isSmall look="quiet" href={reactivatePath(device.uid)}>
      {t.reactivate}
    </ButtonLink>
  ) : null;
}

function Nothing({ query }: DeviceListData): VNode {
  const t = DEVICE_TEXTS();
  const isFiltered = listPath(query) !== DEVICES_PATH;
  return isFiltered ? (
    <EmptyState icon="search" title={t.nothingTitle} actions={<ButtonLink href={DEVICES_PATH}>{t.showAll}</ButtonLink>}>
      {t.nothingText}
    </EmptyState>
  ) : (
    <EmptyState icon="monitor" title={t.emptyTitle}>
      {t.emptyText}
    </EmptyState>
  );
}

export function reactivatePage(device: LicensedActivation): Page {
  const t = DEVICE_TEXTS();
  const title = t.reactivateTitle(nameOf(device));
  const { license, fingerprint, lastSeenAt } = device;
  const body = (
    <>
      <PageHeader title={title} crumbs={[{ title: t.title, href: DEVICES_PATH }]} lead={t.reactivateNote} />
      <DescriptionList
        items={[
          { term: t.device, value: <Key value={fingerprint} /> },
          { term: t.license, value: <LicenseOf {...license} /> },
          { term: t.product, value: (device.product ?? license.product).name },
          { term: t.seen, value: <Time at={lastSeenAt} /> },
        ]}
      />
      <div class="section">
        <Form action={reactivatePath(device.uid)}>
          <FormFoot>
            <Button look="primary">{t.reactivateVerb}</Button>
            <ButtonLink href={DEVICES_PATH}>{t.keep}</ButtonLink>
          </FormFoot>
        </Form>
      </div>
    </>
  );
  return new Page({ title, width: 'confirmation', body });
}

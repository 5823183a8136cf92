import type { VNode } from 'preact';
import type { Product } from '../../catalog/products/product.entity';
import type { Page as Rows } from '../../common/pagination/page-request';
import type { LicensedActivation } from '../../verification/calls/find-activation.service';
import { Badge } from '../components/badge';
import { Button, ButtonLink } from '../components/button';
import { confirmation } from '../components/confirmation';
import { FilterForm } from '../components/filter-form';
import { type QueryFields, withQuery } from '../components/filters';
import { LicenseLink } from '../components/license-badge';
import { cursorPages, listPage } from '../components/list-page';
import { Cut } from '../components/table';
import { Key, Time } from '../components/text';
import type { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import type { DeviceListQueryDto } from './device-list-query.dto';

export const DEVICES_PATH = '/console/devices';
export const reactivatePath = (uid: string): string => `${DEVICES_PATH}/${uid}/reactivate`;

/** Characters of a fingerprint in a sentence. */
const MAX_NAME = 80;

export interface DeviceListData {
  readonly query: DeviceListQueryDto;
  readonly page: Rows<LicensedActivation>;
  readonly leavesOutRows: boolean;
  readonly products: readonly Product[];
  readonly canFree: boolean;
  readonly canReactivate: boolean;
}

export function deviceListPage(data: DeviceListData): Page {
  const t = texts('devices');
  const { page, leavesOutRows, products, canFree, canReactivate } = data;
  const query = fieldsOf(data.query);
  const choices = products.map(({ reference, name }) => ({ value: reference, title: name }));
  return listPage({
    title: t.title,
    lead: t.lead,
    path: DEVICES_PATH,
    query,
    views: {
      label: t.views,
      field: 'view',
      all: [{ title: t.all }, { value: 'active', title: t.active }, { value: 'past', title: t.past }],
    },
    search: {
      label: t.search,
      placeholder: t.searchHint,
      filters: [
        { field: 'product', title: t.product, values: choices, isInForm: true },
        { field: 'license', title: t.license },
        { field: 'ip', title: t.ip },
      ],
      form: (
        <FilterForm
          action={DEVICES_PATH}
          query={query}
          keep={['view', 'q']}
          rows={[
            { name: 'product', kind: 'select', choices: [{ value: '', title: t.any }, ...choices] },
            { name: 'license', placeholder: t.licensePlaceholder },
            { name: 'ip' },
          ]}
          texts={t}
          verb={t.applyFilters}
        />
      ),
    },
    rows: page.rows,
    columns: [
      { head: t.device, width: 20, onCard: 'title', cell: (device) => <DeviceName {...device} /> },
      { head: t.state, onCard: 'status', cell: ({ isActive }) => <State isActive={isActive} /> },
      { head: t.key, width: 20, onCard: 'wide', cell: (device) => <LicenseLink {...device.license} /> },
      { head: t.product, onCard: 'hidden', cell: (device) => <Cut text={productOf(device)} /> },
      { head: t.version, onCard: 'hidden', cell: ({ appVersion }) => <OrUnknown text={appVersion} /> },
      { head: t.ip, onCard: 'hidden', cell: (device) => <OrUnknown text={device.ip} /> },
      { head: t.seen, width: 10, onCard: 'left', cell: ({ lastSeenAt }) => <Time at={lastSeenAt} as="age" /> },
      (canFree || canReactivate) && {
        head: t.action,
        width: 15,
        isRight: true,
        onCard: 'right',
        cell: (device) => <DeviceAction {...data} device={device} />,
      },
    ],
    shown: t.shown({ count: page.rows.length }),
    summary: t.match({ count: page.rows.length }),
    leavesOutRows,
    pages: cursorPages(page),
    empty: { icon: 'monitor', title: t.emptyTitle, text: t.emptyText },
    noMatch: { title: t.nothingTitle, text: t.nothingText, showAll: t.showAll },
  });
}

/** The filters in force. */
function fieldsOf({ view, q, product, license, ip }: DeviceListQueryDto): QueryFields {
  return { view, q, product, license, ip };
}

function productOf({ product, license }: LicensedActivation): string {
  return (product ?? license.product).name;
}

export function nameOf({ name, fingerprint }: Pick<LicensedActivation, 'name' | 'fingerprint'>): string {
  const text = name ?? fingerprint;
  return text.length > MAX_NAME ? `${text.slice(0, MAX_NAME)}…` : text;
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
  const t = texts('devices');
  return isActive ? (
    <Badge tone="ok" icon="circle-check" text={t.isActive} />
  ) : (
    <Badge tone="outlined" icon="circle-dashed" text={t.isPast} />
  );
}

function OrUnknown({ text }: { readonly text: string | null }): VNode {
  return text === null ? <span class="unset">{texts('devices').none}</span> : <Cut text={text} />;
}

type ActionProps = DeviceListData & { readonly device: LicensedActivation };

function DeviceAction({ query, canFree, canReactivate, device }: ActionProps): VNode | null {
  const t = texts('devices');
  if (device.isActive) {
    return canFree ? (
      <form class="inline-form" method="post" action={`${DEVICES_PATH}/${device.uid}/free`}>
        <input type="hidden" name="back" value={withQuery(DEVICES_PATH, fieldsOf(query))} />
        <Button isSmall text={t.free} />
      </form>
    ) : null;
  }
  return canReactivate ? (
    <ButtonLink isSmall look="quiet" href={reactivatePath(device.uid)} text={t.reactivate} />
  ) : null;
}

export function reactivatePage(device: LicensedActivation): Page {
  const t = texts('devices');
  const { license, fingerprint, lastSeenAt } = device;
  return confirmation({
    title: t.reactivateTitle({ name: nameOf(device) }),
    crumbs: [{ title: t.title, href: DEVICES_PATH }],
    lead: t.reactivateNote,
    about: [
      { term: t.device, value: <Key value={fingerprint} /> },
      { term: t.license, value: <LicenseLink {...license} /> },
      { term: t.product, value: productOf(device) },
      { term: t.seen, value: <Time at={lastSeenAt} /> },
    ],
    action: reactivatePath(device.uid),
    verb: t.reactivateVerb,
    keep: { title: t.keep, href: DEVICES_PATH },
  });
}

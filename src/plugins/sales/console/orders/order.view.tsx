import type { VNode } from 'preact';
import { isWebUrl } from '../../../../core/common';
import { formatNumber, texts, viewer } from '../../../../core/i18n';
import type { License } from '../../../../core/licenses';
import type { ExceededLicense } from '../../orders/exceeded-limits.service';
import { RECEIPT_URL } from '../../orders/order.entity';
import type { WholeOrder } from '../../orders/orders.service';
import { AuditLog } from '../../../../pages/audit/audit-entries.view';
import type { AuditEntries } from '../../../../pages/audit/record-history.service';
import { ButtonLink } from '../../../../pages/components/button';
import { detailPage } from '../../../../pages/components/detail-page';
import { withQuery } from '../../../../pages/components/filters';
import { Expiry, LicenseBadge, LicenseLink } from '../../../../pages/components/license-badge';
import { Section } from '../../../../pages/components/page-parts';
import { type Column, Cut, NoValue, Table } from '../../../../pages/components/table';
import { DescriptionList, type Detail, Time } from '../../../../pages/components/text';
import type { Page } from '../../../../pages/kit/page';
import { subscriptionPath } from '../../../../pages/kit/record-paths';
import { orderName, OrderBadge } from './order-badge';
import { Money } from '../../../../pages/components/money';
import { ExceededBanner } from './exceeded-banner.view';
import { Buyer, crumbsOf } from './order-parts';
import { cancelPath, refundPath } from './order-paths';

export interface OrderPageData {
  readonly order: WholeOrder;
  /** Licenses that it continues of which more is in use than their limits. */
  readonly exceeded: readonly ExceededLicense[];
  /** Undefined if the viewer may not see it. */
  readonly history?: AuditEntries;
  readonly canReadLicenses: boolean;
  readonly canWrite: boolean;
}

type Line = WholeOrder['lines'][number];

/** Licenses that the page lists: the first. */
const LISTED = 100;

export function orderPage(data: OrderPageData): Page {
  const t = texts('orders');
  const { order, history } = data;
  return detailPage({
    title: orderName(order),
    windowTitle: t.windowTitle({ name: orderName(order) }),
    crumbs: crumbsOf(),
    lead: (
      <>
        <Buyer {...order} /> <OrderBadge {...order} />
      </>
    ),
    actions: data.canWrite && <Actions order={order} />,
    above: <ExceededBanner {...data} />,
    main: (
      <>
        <Section id="lines" title={t.lines}>
          <Table label={t.lines} rows={order.lines} columns={lineColumns(data)} />
        </Section>
        {data.canReadLicenses && <Licenses order={order} />}
        {history && history.rows.length > 0 && (
          <Section
            id="history"
            title={t.history}
            link={{ href: withQuery('/console/audit', { target: `orders:${order.uid}` }), title: t.wholeHistory }}
          >
            <AuditLog {...history} />
          </Section>
        )}
      </>
    ),
    sidebar: <Details order={order} />,
  });
}

function Actions({ order }: Pick<OrderPageData, 'order'>): VNode {
  const t = texts('orders');
  const { uid, state, cancelledAt } = order;
  return (
    <>
      {cancelledAt === null && state !== 'refunded' && (
        <ButtonLink icon="circle-x" href={cancelPath(uid)} text={t.cancel} />
      )}
      {state !== 'refunded' && <ButtonLink look="danger" icon="rotate-ccw" href={refundPath(uid)} text={t.refund} />}
    </>
  );
}

function lineColumns({ order, canWrite }: OrderPageData): Column<Line>[] {
  const t = texts('orders');
  const columns: Column<Line>[] = [
    {
      head: t.product,
      width: 35,
      onCard: 'title',
      cell: ({ product, policy, removedAt, continues }) => (
        <>
          <Cut text={product?.name ?? t.deletedProduct} />
          <span class="row-note cut">
            {removedAt ? t.removed({ at: removedAt }) : continues ? t.actions[continues.action] : policy?.name}
          </span>
        </>
      ),
    },
    {
      head: t.quantity,
      isRight: true,
      onCard: 'left',
      hasLabelOnCard: true,
      cell: ({ quantity }) => formatNumber(quantity),
    },
    {
      head: t.seats,
      isRight: true,
      onCard: 'right',
      hasLabelOnCard: true,
      cell: ({ seats }) => (seats === null ? <NoValue /> : formatNumber(seats)),
    },
    {
      head: t.price,
      isRight: true,
      onCard: 'left',
      hasLabelOnCard: true,
      cell: ({ price }) => <Money amount={price} currency={order.currency} />,
    },
    {
      head: t.refunded,
      isRight: true,
      onCard: 'right',
      hasLabelOnCard: true,
      cell: ({ uid, refundedAt, product }) => {
        if (refundedAt) {
          return <Time at={refundedAt} as="date" />;
        }
        return canWrite && order.lines.length > 1 ? (
          <ButtonLink
            isSmall
            href={refundPath(order.uid, uid)}
            label={t.refundOf({ product: product?.name ?? t.deletedProduct })}
            text={t.refund}
          />
        ) : (
          <NoValue />
        );
      },
    },
  ];
  // A column without any value is left out.
  const isUsed = new Map([
    [t.seats, order.lines.some(({ seats }) => seats !== null)],
    [t.price, order.lines.some(({ price }) => price !== null)],
    [t.refunded, order.lines.some(({ refundedAt }) => refundedAt) || (canWrite && order.lines.length > 1)],
  ]);
  return columns.filter(({ head }) => isUsed.get(head) ?? true);
}

/** The licenses that an order gave or continues. */
export function Licenses({ order }: Pick<OrderPageData, 'order'>): VNode {
  const t = texts('orders');
  const sold = order.lines.flatMap(({ licenses, license }) => [license, ...licenses.map((given) => given.license)]);
  const all = [...new Map(sold.flatMap((license) => (license ? [[license.id, license]] : []))).values()];
  const note = all.length > LISTED ? t.firstLicenses({ count: LISTED, total: all.length }) : undefined;
  return (
    <Section id="licenses" title={t.licenses} note={note}>
      {all.length === 0 ? (
        <p class="unset">{t.noLicenses}</p>
      ) : (
        <Table label={t.licenses} rows={all.slice(0, LISTED)} columns={licenseColumns()} />
      )}
    </Section>
  );
}

function licenseColumns(): Column<License>[] {
  const t = texts('orders');
  const { now } = viewer();
  return [
    { head: t.key, width: 40, onCard: 'title', cell: (license) => <LicenseLink {...license} /> },
    { head: t.status, onCard: 'status', cell: (license) => <LicenseBadge status={license.statusAt(now)} /> },
    {
      head: t.expires,
      isRight: true,
      onCard: 'right',
      cell: (license) => <Expiry license={license} warnedUntil={now} />,
    },
  ];
}

function Details({ order }: Pick<OrderPageData, 'order'>): VNode {
  const t = texts('orders');
  const { total, refunded, currency, uid, metadata } = order;
  const receipt: unknown = new Map(Object.entries(metadata)).get(RECEIPT_URL);
  const dates = [
    [t.periodEnd, order.periodEnd],
    [t.pastDueAt, order.pastDueAt],
    [t.suspendAt, order.suspendAt],
    [t.cancelledAt, order.cancelledAt],
    [t.disputedAt, order.disputedAt],
  ] as const;
  const fields = Object.entries(metadata) as [string, unknown][];
  return (
    <>
      <Section id="details" title={t.details}>
        <DescriptionList
          items={[
            { term: t.total, value: <Money amount={total} currency={currency} /> },
            ...(refunded > 0
              ? [{ term: t.refundedAmount, value: <Money amount={refunded} currency={currency} /> }]
              : []),
            { term: t.shop, value: order.shop },
            { term: t.externalId, value: order.externalId },
            {
              term: t.subscriptionId,
              value: order.subscriptionId && <a href={subscriptionPath(uid)}>{order.subscriptionId}</a>,
            },
            ...(isReceipt(receipt) ? [{ term: t.receipt, value: <Receipt url={receipt} /> }] : []),
            ...dates.flatMap(([term, at]): Detail[] => (at ? [{ term, value: <Time at={at} /> }] : [])),
            { term: t.created, value: <Time at={order.createdAt} /> },
            { term: t.id, value: <code class="key-whole">{uid}</code> },
          ]}
        />
      </Section>
      {fields.length > 0 && (
        <Section id="metadata" title={t.metadata}>
          <DescriptionList
            items={fields.map(([term, value]) => ({
              term,
              value: typeof value === 'string' ? value : JSON.stringify(value),
            }))}
          />
        </Section>
      )}
    </>
  );
}

function isReceipt(url: unknown): url is string {
  return typeof url === 'string' && isWebUrl(url);
}

/** Addresses of shops are long: their host stands for them. */
function Receipt({ url }: { readonly url: string }): VNode {
  return (
    <a href={url} rel="noreferrer noopener">
      {new URL(url).host}
    </a>
  );
}

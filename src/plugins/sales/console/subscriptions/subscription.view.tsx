import type { VNode } from 'preact';
import { texts } from '../../../../core/i18n';
import { AuditLog } from '../../../../pages/audit/audit-entries.view';
import type { AuditEntries } from '../../../../pages/audit/record-history.service';
import { detailPage } from '../../../../pages/components/detail-page';
import { Money } from '../../../../pages/components/money';
import { Section } from '../../../../pages/components/page-parts';
import { DescriptionList, type Detail, Time } from '../../../../pages/components/text';
import type { Page } from '../../../../pages/kit/page';
import { orderPath } from '../../../../pages/kit/record-paths';
import { priceOf } from '../../orders/dto/subscription.dto';
import type { WholeOrder } from '../../orders/orders.service';
import { orderName } from '../orders/order-badge';
import { Buyer } from '../orders/order-parts';
import { Licenses } from '../orders/order.view';
import { NextChange, SubscriptionBadge } from './subscription-parts';
import { SUBSCRIPTIONS_PATH } from './subscription-paths';

interface SubscriptionPageData {
  readonly order: WholeOrder;
  readonly log: AuditEntries;
  readonly canReadLicenses: boolean;
}

export function subscriptionPage({ order, log, canReadLicenses }: SubscriptionPageData): Page {
  const t = texts('subscriptions');
  const name = order.subscriptionId ?? '';
  return detailPage({
    title: name,
    windowTitle: t.windowTitle({ name }),
    crumbs: [{ title: t.title, href: SUBSCRIPTIONS_PATH }],
    lead: (
      <>
        <Buyer {...order} /> <SubscriptionBadge order={order} />
      </>
    ),
    actions: [{ title: t.openOrder, href: orderPath(order.uid), icon: 'shopping-cart' }],
    main: (
      <>
        {canReadLicenses && <Licenses order={order} />}
        <Section id="log" title={t.log}>
          {log.rows.length === 0 ? <p class="unset">{t.noLog}</p> : <AuditLog {...log} />}
        </Section>
      </>
    ),
    sidebar: <Details order={order} />,
  });
}

function Details({ order }: Pick<SubscriptionPageData, 'order'>): VNode {
  const t = texts('subscriptions');
  const dates = [
    [t.periodEnd, order.periodEnd],
    [t.pastDueAt, order.pastDueAt],
    [t.cancelledAt, order.cancelledAt],
    [t.endedAt, order.endedAt],
  ] as const;
  return (
    <Section id="details" title={t.details}>
      <DescriptionList
        items={[
          { term: t.next, value: <NextChange order={order} /> },
          { term: t.price, value: <Money amount={priceOf(order)} currency={order.currency} /> },
          { term: t.interval, value: order.interval && intervalText(order.interval) },
          ...dates.flatMap(([term, at]): Detail[] => (at ? [{ term, value: <Time at={at} /> }] : [])),
          { term: t.shop, value: order.shop },
          { term: t.order, value: <a href={orderPath(order.uid)}>{orderName(order)}</a> },
          { term: t.created, value: <Time at={order.createdAt} /> },
        ]}
      />
    </Section>
  );
}

/** A length in ISO 8601, such as `P1M`, in words; one of several units stays as it is. */
function intervalText(interval: string): string {
  const t = texts('subscriptions').intervals;
  const [, count, unit] = /^P(\d+)([DWMY])$/.exec(interval) ?? [];
  const units = new Map([
    ['D', t.days],
    ['W', t.weeks],
    ['M', t.months],
    ['Y', t.years],
  ]);
  return units.get(unit ?? '')?.({ count: Number(count) }) ?? interval;
}

import type { VNode } from 'preact';
import { formatDate, texts } from '../../../../core/i18n';
import { Badge } from '../../../../pages/components/badge';
import { Money } from '../../../../pages/components/money';
import { Section } from '../../../../pages/components/page-parts';
import { type Column, NoValue, Table } from '../../../../pages/components/table';
import { Time } from '../../../../pages/components/text';
import { subscriptionPath } from '../../../../pages/kit/record-paths';
import type { LicensePayment } from '../../shops/license-payments';
import { OrderLink } from '../orders/order-badge';

interface PaymentSectionProps {
  readonly payments: readonly LicensePayment[];
  readonly total: number;
}

/** The payments of a license, newest first. */
export function PaymentSection({ payments, total }: PaymentSectionProps): VNode {
  const t = texts('licensePayments');
  const note = total > payments.length ? t.newest({ count: payments.length, total }) : undefined;
  return (
    <Section id="payments" title={t.title} note={note}>
      <Table label={t.title} rows={payments} columns={columns()} />
    </Section>
  );
}

function columns(): Column<LicensePayment>[] {
  const t = texts('licensePayments');
  return [
    { head: t.date, width: 20, onCard: 'left', cell: ({ at }) => <Time at={at} as="date" /> },
    {
      head: t.type,
      width: 30,
      onCard: 'title',
      cell: (payment) => (
        <>
          {t.types[payment.type]}
          <span class="row-note cut">{effectOf(payment)}</span>
        </>
      ),
    },
    {
      head: t.order,
      onCard: 'wide',
      cell: ({ order }) => (
        <>
          <OrderLink {...order} />
          {order.subscriptionId !== null && (
            <span class="row-note cut">
              <a href={subscriptionPath(order.uid)} title={order.subscriptionId}>
                {t.subscription}
              </a>
            </span>
          )}
        </>
      ),
    },
    { head: t.state, width: 20, onCard: 'status', cell: Counts },
    {
      head: t.amount,
      width: 15,
      isRight: true,
      onCard: 'right',
      cell: ({ amount, order }) => <Money amount={amount} currency={order.currency} />,
    },
  ];
}

/** Null for a refund or a dispute. */
function effectOf({ type, line, periodEnd }: LicensePayment): string | null {
  const t = texts('licensePayments');
  const { actions } = texts('orders');
  if (type !== 'payment' && type !== 'renewal') {
    return null;
  }
  const until = periodEnd ? t.until({ date: formatDate(periodEnd) }) : null;
  const action = line?.continues ? actions[line.continues.action] : t.gave;
  return type === 'renewal' ? until : [action, until].filter((text) => text !== null).join(' · ');
}

function Counts({ counts, reason }: LicensePayment): VNode {
  const t = texts('licensePayments');
  if (counts === null) {
    return <NoValue />;
  }
  return reason === null ? (
    <Badge tone="ok" icon="circle-check" text={t.counts} />
  ) : (
    <Badge tone="neutral" icon="circle-x" text={t.reasons[reason]} />
  );
}

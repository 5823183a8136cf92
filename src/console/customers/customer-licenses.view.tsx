import type { VNode } from 'preact';
import type { Customer } from '../../customers/customers/customer.entity';
import type { LicenseWithUsage } from '../../licensing/licenses/licenses.service';
import { LicenseBadge } from '../components/license-badge';
import { Section } from '../components/page-parts';
import { type Column, Cut, Table } from '../components/table';
import { Key, Time } from '../components/text';
import { texts } from '../../i18n/texts';
import { viewer } from '../../i18n/viewer';
import { licensePath, licensesPath } from './customer-paths';

interface CustomerLicensesProps {
  readonly customer: Customer;
  /** The newest. */
  readonly licenses: readonly LicenseWithUsage[];
}

export function CustomerLicenses({ customer, licenses }: CustomerLicensesProps): VNode {
  const t = texts('customers');
  return (
    <Section
      id="licenses"
      title={t.licenses}
      note={licenses.length > 0 ? t.newestLicenses({ shown: licenses.length }) : undefined}
    >
      {licenses.length === 0 ? (
        <p class="unset">{t.noLicenses}</p>
      ) : (
        <>
          <Table label={t.licenses} rows={licenses} columns={columns()} />
          <p class="section-more">
            <a href={licensesPath(customer.uid)}>{t.allLicenses}</a>
          </p>
        </>
      )}
    </Section>
  );
}

function columns(): Column<LicenseWithUsage>[] {
  const t = texts('customers');
  return [
    {
      head: t.key,
      width: 35,
      onCard: 'title',
      cell: ({ license: { uid, key } }) => (
        <a class="row-link" href={licensePath(uid)}>
          <Key value={key} isCut />
        </a>
      ),
    },
    {
      head: t.status,
      width: 15,
      onCard: 'status',
      cell: ({ license }) => <LicenseBadge status={license.statusAt(viewer().now)} />,
    },
    { head: t.product, onCard: 'wide', cell: ({ license }) => <Cut text={license.product?.name ?? ''} /> },
    {
      head: t.seats,
      width: 15,
      isRight: true,
      onCard: 'left',
      cell: ({ license, use }) => t.seatsOf({ used: use.seats, limit: license.maxActivations }),
    },
    {
      head: t.expires,
      width: 15,
      isRight: true,
      onCard: 'right',
      cell: ({ license: { expiresAt } }) =>
        expiresAt ? <Time at={expiresAt} as="date" /> : <span class="unset">{t.noEnd}</span>,
    },
  ];
}

import { formatNumber, texts, viewer } from '../../../core/i18n';
import type { LicenseWithUsage } from '../../../core/licensing';
import type { Dimension, FullLicense, StatisticsRow } from '../../../core/licensing/internal';
import { withQuery } from '../../../pages/components/filters';
import { LicenseLink } from '../../../pages/components/license-badge';
import { Seats } from '../../../pages/components/seats';
import { type Column, Cut } from '../../../pages/components/table';
import { MaybeTime, Time } from '../../../pages/components/text';
import { customerPath } from '../../../pages/kit/record-paths';
import { LICENSES_PATH } from '../license-list/license-paths';

type StatisticsColumn = Column<StatisticsRow>;

export function statisticsColumns(by: Dimension): (StatisticsColumn | false)[] {
  const t = texts('statistics');
  const isOfCustomers = by === 'customer';
  const isOfEntitlements = by === 'entitlement';
  return [
    { head: t.of[by], width: 25, onCard: 'title', cell: (row) => <Name by={by} row={row} /> },
    (by === 'version' || isOfEntitlements) && {
      head: t.product,
      width: 15,
      onCard: 'wide',
      cell: ({ product }) => <Cut text={product} />,
    },
    !isOfCustomers && number(t.licenses, 'licenses', 'left'),
    !isOfCustomers && number(t.usable, 'usable', 'hidden'),
    !isOfCustomers && number(t.devices, 'devices', 'hidden'),
    !isOfEntitlements && number(t.activations, 'activations', 'hidden'),
    !isOfEntitlements && number(t.answers, 'checks', 'right'),
    !isOfEntitlements && number(t.refused, 'refused', 'hidden'),
    !isOfEntitlements && {
      head: t.lastContact,
      width: 15,
      onCard: 'wide',
      cell: ({ lastContactAt }) => <MaybeTime at={lastContactAt} none={t.noContact} />,
    },
  ];
}

type Numbers = 'licenses' | 'usable' | 'devices' | 'activations' | 'checks' | 'refused';

function number(head: string, field: Numbers, onCard: StatisticsColumn['onCard']): StatisticsColumn {
  return { head, isRight: true, onCard, cell: (row) => formatNumber(row[field] ?? 0) };
}

function Name({ by, row }: { readonly by: Dimension; readonly row: StatisticsRow }) {
  const t = texts('statistics');
  const { uid, product } = row;
  const name = nameOf(by, row.name);
  if (by === 'product') {
    return <Link href={withQuery(LICENSES_PATH, { product: product ?? undefined })} text={name} />;
  }
  if (uid === null) {
    return name === '' ? <span class="unset">{t.noVersion}</span> : <Cut text={name} />;
  }
  return (
    <Link
      href={by === 'customer' ? customerPath(uid) : withQuery(LICENSES_PATH, { policy: uid })}
      text={name || t.noName}
    />
  );
}

function nameOf(by: Dimension, name: string | null): string {
  const isCountry = by === 'country' && name !== null && /^[A-Z]{2}$/.test(name);
  return (isCountry ? new Intl.DisplayNames([viewer().pageLanguage], { type: 'region' }).of(name) : name) ?? '';
}

function Link({ href, text }: { readonly href: string; readonly text: string }) {
  return (
    <a class="row-link cut" href={href} title={text}>
      {text}
    </a>
  );
}

export function unusedColumns(): Column<LicenseWithUsage>[] {
  const t = texts('statistics');
  return [
    { head: t.license, width: 30, onCard: 'title', cell: ({ license }) => <LicenseLink {...license} /> },
    { head: t.product, onCard: 'wide', cell: ({ license }) => <Cut text={license.product?.name} /> },
    {
      head: t.of.customer,
      onCard: 'wide',
      cell: ({ license }) => <Cut text={license.customer?.name || license.customer?.email} />,
    },
    { head: t.issued, onCard: 'left', cell: ({ license }) => <Time at={license.createdAt} /> },
  ];
}

export function fullColumns(): Column<FullLicense>[] {
  const t = texts('statistics');
  return [
    { head: t.license, width: 30, onCard: 'title', cell: (license) => <LicenseLink {...license} /> },
    { head: t.product, onCard: 'wide', cell: ({ product }) => <Cut text={product} /> },
    { head: t.of.customer, onCard: 'wide', cell: ({ customer }) => <Cut text={customer} /> },
    {
      head: t.seats,
      onCard: 'left',
      cell: ({ devices, limit }) => <Seats used={devices} limit={limit} text={t.ofSeats({ seats: devices, limit })} />,
    },
  ];
}

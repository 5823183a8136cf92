import type { VNode } from 'preact';
import { texts } from '../../../core/i18n';
import type { License } from '../../../core/licenses';
import type { LicenseWithUsage } from '../../../core/licensing';
import { selectColumn } from '../../../pages/components/bulk-bar';
import { Expiry, LicenseBadge, LicenseLink } from '../../../pages/components/license-badge';
import { Seats } from '../../../pages/components/seats';
import { type Column, Cut, NoValue } from '../../../pages/components/table';
import { Time } from '../../../pages/components/text';
import { type LicenseListQueryDto, orderOf } from './license-list-query.dto';
import { listPath } from './license-paths';

type LicenseTableColumn = Column<LicenseWithUsage>;

/** Key and status are always shown. */
export function licenseColumns(query: LicenseListQueryDto, now: Date, path?: string): LicenseTableColumn[] {
  const t = texts('licenses');
  const head = t.column;
  return [
    selectColumn<LicenseWithUsage>({
      title: t.select,
      pageTitle: t.selectPage,
      name: 'id',
      valueOf: ({ license }) => String(license.id),
      labelOf: ({ license }) => t.selectOne({ key: license.key }),
    }),
    { head: t.key, width: 20, onCard: 'title', cell: ({ license }) => <LicenseLink {...license} /> },
    {
      head: t.status,
      onCard: 'status',
      cell: ({ license }) => <LicenseBadge status={license.statusAt(now)} />,
    },
    {
      name: 'customer',
      head: head.customer,
      width: 20,
      onCard: 'wide',
      cell: ({ license }) => <Text text={license.customer?.name} />,
    },
    {
      name: 'product',
      head: head.product,
      width: 15,
      onCard: 'wide',
      cell: ({ license }) => <Text text={productsOf(license)} />,
    },
    {
      name: 'policy',
      isExtra: true,
      head: head.policy,
      onCard: 'hidden',
      cell: ({ license }) => <Text text={license.policy?.name} />,
    },
    {
      name: 'type',
      isExtra: true,
      head: head.type,
      onCard: 'hidden',
      cell: ({ license }) => <Cut text={license.typeLabel ?? t.types[license.effectiveType]} />,
    },
    {
      name: 'batch',
      isExtra: true,
      head: head.batch,
      onCard: 'hidden',
      cell: ({ license }) => <Text text={license.batch ?? undefined} />,
    },
    { name: 'seats', head: head.seats, onCard: 'left', cell: (row) => <SeatsCell {...row} /> },
    {
      name: 'issued',
      isExtra: true,
      head: head.issued,
      onCard: 'hidden',
      cell: ({ license }) => <Time at={license.createdAt} as="date" />,
    },
    {
      name: 'expires',
      head: head.expires,
      onCard: 'right',
      sort: sortBy('expires', query, path),
      cell: ({ license }) => <Expiry license={license} warnedUntil={now} />,
    },
    {
      name: 'seen',
      head: head.seen,
      onCard: 'wide',
      hasLabelOnCard: true,
      isRight: true,
      sort: sortBy('seen', query, path),
      cell: (row) => <LastSeen {...row} />,
    },
  ];
}

/** First up, then down, then the newest first. */
function sortBy(by: 'expires' | 'seen', query: LicenseListQueryDto, path?: string): LicenseTableColumn['sort'] {
  const [first, last] = [`${by}_first`, `${by}_last`] as const;
  const order = orderOf(query);
  const next = order === first ? last : order === last ? 'newest' : first;
  const direction = order === first ? 'ascending' : order === last ? 'descending' : undefined;
  return { href: listPath({ ...query, sort: next }, {}, path), direction };
}

function productsOf({ product, products = [] }: License): string | undefined {
  return products.length > 1 ? products.map(({ name }) => name).join(', ') : product?.name;
}

function Text({ text }: { readonly text: string | undefined }): VNode {
  return text === undefined ? <NoValue /> : <Cut text={text} />;
}

export function SeatsCell({ license: { maxActivations: limit }, use }: LicenseWithUsage): VNode {
  const t = texts('licenses');
  const text = limit === null ? t.seatsWithoutLimit({ used: use.seats }) : t.seats({ used: use.seats, limit });
  return <Seats used={use.seats} limit={limit} text={text} />;
}

export function LastSeen({ use: { device } }: LicenseWithUsage): VNode {
  return device ? <Time at={device.lastSeenAt} as="age" /> : <span class="unset">{texts('licenses').never}</span>;
}

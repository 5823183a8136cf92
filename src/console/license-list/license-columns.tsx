import { ArrayMaxSize, IsArray, IsIn } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { clearCookie, cookieIn, setCookie } from '../../common/http/cookies';
import { IsText, MayBeMissing } from '../../common/validation/fields';
import { texts } from '../../i18n/texts';
import { isTermPending } from '../../licenses/licenses/license-term';
import type { License } from '../../licenses/licenses/license.entity';
import type { LicenseWithUsage } from '../../licensing/licenses/licenses.service';
import { selectColumn } from '../components/bulk-bar';
import { LicenseBadge, LicenseLink } from '../components/license-badge';
import { Seats } from '../components/seats';
import { type Column, Cut, NoValue } from '../components/table';
import { Time } from '../components/text';
import { type LicenseListQueryDto, orderOf } from './license-list-query.dto';
import { listPath } from './license-paths';

const COOKIE = 'keyward_license_columns';
const YEAR_SECONDS = 365 * 24 * 3_600;

/** Columns that can be hidden, in their order. */
export const LICENSE_COLUMNS = [
  'customer',
  'product',
  'policy',
  'type',
  'batch',
  'seats',
  'issued',
  'expires',
  'seen',
] as const;
export type LicenseColumn = (typeof LICENSE_COLUMNS)[number];

export const DEFAULT_COLUMNS: readonly LicenseColumn[] = ['customer', 'product', 'seats', 'expires', 'seen'];

export function columnsOf(request: FastifyRequest): readonly LicenseColumn[] {
  const names = cookieIn(request, COOKIE)?.split('.');
  return names ? LICENSE_COLUMNS.filter((column) => names.includes(column)) : DEFAULT_COLUMNS;
}

/** @param columns undefined for those that are shown by default */
export function setColumns(request: FastifyRequest, reply: FastifyReply, columns?: readonly LicenseColumn[]): void {
  if (columns) {
    setCookie(request, reply, COOKIE, ['key', ...columns].join('.'), { maxAge: YEAR_SECONDS });
  } else {
    clearCookie(request, reply, COOKIE);
  }
}

export class ColumnChoiceDto {
  @IsArray()
  @ArrayMaxSize(LICENSE_COLUMNS.length)
  @IsIn(LICENSE_COLUMNS, { each: true })
  column: LicenseColumn[] = [];

  /** The page to return to. */
  @IsText(2_000)
  back: string = '';

  @MayBeMissing()
  @IsIn(['reset'])
  do?: 'reset';
}

type LicenseTableColumn = Column<LicenseWithUsage>;

/** Key and status are always shown. */
export function licenseColumns(
  shown: readonly LicenseColumn[],
  query: LicenseListQueryDto,
  now: Date,
): LicenseTableColumn[] {
  const t = texts('licenses');
  const all = optionalColumns(query, now);
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
    ...LICENSE_COLUMNS.filter((column) => shown.includes(column)).map((column) => all[column]),
  ];
}

function optionalColumns(query: LicenseListQueryDto, now: Date): Readonly<Record<LicenseColumn, LicenseTableColumn>> {
  const t = texts('licenses');
  const head = t.column;
  return {
    customer: {
      head: head.customer,
      width: 20,
      onCard: 'wide',
      cell: ({ license }) => <Text text={license.customer?.name} />,
    },
    product: { head: head.product, onCard: 'wide', cell: ({ license }) => <Text text={productsOf(license)} /> },
    policy: { head: head.policy, onCard: 'hidden', cell: ({ license }) => <Text text={license.policy?.name} /> },
    type: {
      head: head.type,
      onCard: 'hidden',
      cell: ({ license }) => <Cut text={license.typeLabel ?? t.types[license.type]} />,
    },
    batch: { head: head.batch, onCard: 'hidden', cell: ({ license }) => <Text text={license.batch ?? undefined} /> },
    seats: { head: head.seats, onCard: 'left', cell: (row) => <SeatsCell {...row} /> },
    issued: { head: head.issued, onCard: 'hidden', cell: ({ license }) => <Time at={license.createdAt} as="date" /> },
    expires: {
      head: head.expires,
      onCard: 'right',
      sort: expirySort(query),
      cell: ({ license }) => <Expiry license={license} warnedUntil={now} />,
    },
    seen: { head: head.seen, onCard: 'hidden', isRight: true, cell: (row) => <LastSeen {...row} /> },
  };
}

function expirySort(query: LicenseListQueryDto): LicenseTableColumn['sort'] {
  const order = orderOf(query);
  const next = order === 'expires_first' ? 'expires_last' : order === 'expires_last' ? 'newest' : 'expires_first';
  const direction = order === 'newest' ? undefined : order === 'expires_first' ? 'ascending' : 'descending';
  return { href: listPath({ ...query, sort: next }), direction };
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

interface ExpiryProps {
  readonly license: License;
  /** An end until then is marked. */
  readonly warnedUntil: Date;
}

export function Expiry({ license, warnedUntil }: ExpiryProps): VNode {
  const { expiresAt, durationDays } = license;
  const t = texts('licenses');
  if (expiresAt) {
    return (
      <span class={license.hasExpiredBy(warnedUntil) ? 'text-warn' : undefined}>
        <Time at={expiresAt} as="date" />
      </span>
    );
  }
  const text = isTermPending(license) ? t.daysFromUse({ days: durationDays ?? 0 }) : t.noEnd;
  return (
    <span class="unset cut" title={text}>
      {text}
    </span>
  );
}

export function LastSeen({ use: { device } }: LicenseWithUsage): VNode {
  return device ? <Time at={device.lastSeenAt} as="age" /> : <span class="unset">{texts('licenses').never}</span>;
}

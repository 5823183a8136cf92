import type { VNode } from 'preact';
import { formatDate, formatDateTime, formatNumber, texts } from '../../../core/i18n';
import { Banner } from '../../../pages/components/banner';
import { ButtonLink } from '../../../pages/components/button';
import { EmptyState, PageHeader, Section } from '../../../pages/components/page-parts';
import { holdersOf } from '../../../pages/components/reservation-fields';
import { type Column, Cut, Table } from '../../../pages/components/table';
import { Figures, Key } from '../../../pages/components/text';
import { Page } from '../../../pages/kit/page';
import type { PairOverview } from '../pair/pair-overview';
import type { UsedReservation, WaitingPlace } from '../../../core/verification';
import type { CertificateClaims } from '../relay-claims';
import type { ReportedUsage } from '../report-claims';
import { IsolatedBanner, PairSection } from './pair-section';
import { deleteReservationPath, endPath, IMPORT_PATH, REPORT_PATH, RESERVE_PATH, reservationPath } from './relay-paths';

/** A seat that is taken. */
export interface TakenSeat {
  /** UUID of the session. */
  readonly id: string;
  /** Name of the device, or its fingerprint. */
  readonly device: string;
  readonly users: readonly string[];
  readonly ip: string | null;
  readonly since: Date;
  readonly borrowedUntil: Date | null;
}

/** A meter of the pool. Amounts are decimal texts. */
export interface ShownMeter {
  readonly code: string;
  readonly used: string;
  /** Amount that this relay has, used or not. */
  readonly limit: string;
}

/** State of the relay, as its first page shows it. */
export interface RelayOverview {
  readonly claims: CertificateClaims;
  readonly isOpen: boolean;
  /** Undefined for a relay without a partner. */
  readonly pair: PairOverview | undefined;
  readonly seats: readonly TakenSeat[];
  /** Sessions that run, of which `seats` are the first. */
  readonly running: number;
  /** Devices that are active. */
  readonly devices: number;
  readonly meters: readonly ShownMeter[];
  /** Oldest first. */
  readonly days: ReportedUsage['days'];
  /** The first places of the waiting line. */
  readonly waiting: readonly WaitingPlace[];
  /** Undefined for a pool without a limit of sessions, of which nothing can be reserved. */
  readonly reservations: readonly UsedReservation[] | undefined;
  /** Cursor of the next seats; null if there are no more. */
  readonly next: string | null;
}

/** The first page: pool, seats, refusals and peaks. */
export function overviewPage(overview: RelayOverview): Page {
  const t = texts('relay');
  const { relay } = overview.claims;
  const title = relay.name === '' ? t.title : relay.name;
  const actions = (
    <>
      <ButtonLink href={REPORT_PATH} text={t.report} />
      <ButtonLink href={IMPORT_PATH} text={t.import} />
    </>
  );
  const body = (
    <>
      <PageHeader title={title} lead={t.lead} actions={actions} />
      {!overview.isOpen && (
        <Banner tone="bad" title={t.ended} isAlert>
          {t.endedText}
        </Banner>
      )}
      {overview.pair && <IsolatedBanner {...overview.pair} />}
      <Pool {...overview} />
      {overview.pair && <PairSection {...overview.pair} />}
      <Seats {...overview} />
      {overview.waiting.length > 0 && <WaitingLine {...overview} />}
      {overview.reservations && <Reservations rows={overview.reservations} />}
      <Days {...overview} />
    </>
  );
  return new Page({ title, body });
}

function Pool({ claims, running, devices, meters, days, pair }: RelayOverview): VNode {
  const t = texts('relay');
  const { sessions, activations } = claims.pool;
  const share = sessions === undefined ? undefined : (pair?.share.sessions ?? sessions);
  const today = days.at(-1);
  const amounts = meters.map(({ code, used, limit }) => ({
    label: code,
    value: texts('components').ofLimit({ used, limit }),
    of: t.meterOf,
  }));
  const items = [
    { label: t.seats, value: ofLimit(running, share), of: t.seatsOf },
    { label: t.devices, value: ofLimit(devices, activations), of: t.devicesOf },
    ...amounts,
    { label: t.refused, value: formatNumber(today?.refused ?? 0), of: t.refusedOf },
    { label: t.until, value: formatDate(new Date(claims.exp * 1000)), of: t.untilOf({ product: claims.product }) },
  ];
  return <Figures items={items} />;
}

function ofLimit(used: number, limit: number | undefined): string {
  const t = texts('components');
  const count = formatNumber(used);
  return limit === undefined ? count : t.ofLimit({ used: count, limit: formatNumber(limit) });
}

function Seats({ seats, next }: RelayOverview): VNode {
  const t = texts('relay');
  const columns: Column<TakenSeat>[] = [
    { head: t.device, cell: ({ device }) => <Key value={device} />, onCard: 'title' },
    { head: t.user, cell: ({ users }) => users.join(', '), onCard: 'wide', hasLabelOnCard: true },
    { head: t.address, cell: ({ ip }) => ip, onCard: 'left', hasLabelOnCard: true },
    { head: t.since, cell: ({ since }) => formatDateTime(since), onCard: 'left', hasLabelOnCard: true },
    {
      head: t.borrowed,
      cell: ({ borrowedUntil }) => borrowedUntil && formatDateTime(borrowedUntil),
      onCard: 'left',
      hasLabelOnCard: true,
    },
    { head: t.action, cell: ({ id }) => <a href={endPath(id)}>{t.end}</a>, isRight: true, onCard: 'right' },
  ];
  return (
    <Section id="seats" title={t.taken}>
      {seats.length === 0 ? (
        <EmptyState icon="monitor" title={t.noSeats} />
      ) : (
        <Table label={t.taken} columns={columns} rows={seats} />
      )}
      {next !== null && <ButtonLink href={`/?after=${encodeURIComponent(next)}`} text={texts('components').next} />}
    </Section>
  );
}

function WaitingLine({ waiting }: RelayOverview): VNode {
  const t = texts('relay');
  const { waitingLine, waitingPlace, waitingSince } = texts('floatingSessions');
  const columns: Column<WaitingPlace>[] = [
    { head: waitingPlace, cell: ({ position }) => formatNumber(position), onCard: 'title' },
    { head: t.device, cell: ({ device }) => device && <Key value={device} />, onCard: 'wide', hasLabelOnCard: true },
    { head: t.user, cell: ({ user }) => user, onCard: 'left', hasLabelOnCard: true },
    { head: waitingSince, cell: ({ since }) => formatDateTime(since), onCard: 'left', hasLabelOnCard: true },
  ];
  return (
    <Section id="waiting" title={waitingLine}>
      <Table label={waitingLine} columns={columns} rows={waiting} />
    </Section>
  );
}

function Days({ days }: RelayOverview): VNode {
  const t = texts('relay');
  type Day = RelayOverview['days'][number];
  const columns: Column<Day>[] = [
    { head: t.day, cell: ({ day }) => formatDate(new Date(day)), onCard: 'title' },
    { head: t.peak, cell: ({ peak }) => formatNumber(peak), isRight: true, onCard: 'left', hasLabelOnCard: true },
    {
      head: t.refused,
      cell: ({ refused }) => formatNumber(refused),
      isRight: true,
      onCard: 'left',
      hasLabelOnCard: true,
    },
    {
      head: t.full,
      cell: (day) => formatNumber(day.minutes_full),
      isRight: true,
      onCard: 'right',
      hasLabelOnCard: true,
    },
  ];
  return (
    <Section id="days" title={t.days} note={t.daysNote}>
      <Table label={t.days} columns={columns} rows={days.toReversed()} />
    </Section>
  );
}

function Reservations({ rows }: { readonly rows: readonly UsedReservation[] }): VNode {
  const t = texts('licenseReservations');
  const columns: Column<UsedReservation>[] = [
    { head: t.members, cell: (row) => <Cut text={holdersOf(row)} />, onCard: 'title' },
    { head: t.kind, width: 15, cell: ({ reservation }) => t.kinds[reservation.reservedFor], onCard: 'left' },
    {
      head: t.taken,
      width: 15,
      cell: ({ sessions, reservation }) => ofLimit(sessions, reservation.seats),
      onCard: 'left',
      hasLabelOnCard: true,
    },
    {
      head: texts('relay').action,
      width: 25,
      cell: (row) => <ReservationActions {...row} />,
      isRight: true,
      onCard: 'right',
    },
  ];
  const reserve = <ButtonLink href={RESERVE_PATH} text={t.add} />;
  return (
    <Section id="reservations" title={t.title} action={reserve}>
      {rows.length === 0 ? <p>{t.lead}</p> : <Table label={t.title} columns={columns} rows={rows} />}
    </Section>
  );
}

function ReservationActions({ reservation }: UsedReservation): VNode {
  const t = texts('licenseReservations');
  const named = (verb: string) => `${verb}: ${holdersOf({ reservation })}`;
  return (
    <>
      <a href={reservationPath(reservation.uid)} aria-label={named(t.change)}>
        {t.change}
      </a>{' '}
      <a href={deleteReservationPath(reservation.uid)} aria-label={named(t.delete)}>
        {t.delete}
      </a>
    </>
  );
}

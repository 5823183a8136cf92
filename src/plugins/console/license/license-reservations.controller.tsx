import { Get, Param, Query } from '@nestjs/common';
import { Authorized, UuidPipe } from '../../../core/common';
import { formatNumber, texts } from '../../../core/i18n';
import { currentCaller, isPermitted, Permission } from '../../../core/identity';
import { RESERVED_FOR } from '../../../core/licenses';
import type { LicenseWithUsage } from '../../../core/licensing';
import { ReserveSeatsDto, SeatReservationsService, type UsedReservation } from '../../../core/verification';
import { ButtonLink } from '../../../pages/components/button';
import { ConfirmForm } from '../../../pages/components/confirmation';
import { detailPage } from '../../../pages/components/detail-page';
import { EditForm } from '../../../pages/components/form-page';
import { Rows } from '../../../pages/components/list-page';
import { trailPages } from '../../../pages/components/list-pages';
import { holdersOf } from '../../../pages/components/reservation-fields';
import { type Column, Cut } from '../../../pages/components/table';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { CursorPageDto } from '../../../pages/kit/cursor-page';
import { FormRoute } from '../../../pages/kit/form-route';
import type { FormGroups } from '../../../pages/kit/form-table';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { crumbsOf, reservationPath, reservationsPath } from './license-paths';
import { PathLicense } from './path-license';

const RESERVATIONS_PER_PAGE = 50;

/** Floating seats of a license that are kept for users, hosts or networks. */
@ConsoleController('license/edit/:id/reservations')
export class LicenseReservationsController {
  constructor(private readonly reservations: SeatReservationsService) {}

  @Get()
  @Authorized(Permission.LicensesRead)
  async showReservations(@PathLicense() { license }: LicenseWithUsage, @Query() place: CursorPageDto): Promise<Page> {
    const t = texts('licenseReservations');
    const page = { limit: RESERVATIONS_PER_PAGE, after: place.after };
    const { rows, next } = await this.reservations.list(license.uid, page);
    const canWrite = isPermitted(currentCaller(), Permission.LicensesWrite);
    const path = reservationsPath(license.uid);
    return detailPage({
      title: t.title,
      crumbs: crumbsOf(license),
      lead: t.lead,
      actions: canWrite && <ButtonLink href={reservationPath(license.uid, 'new')} text={t.add} />,
      main: (
        <Rows
          title={t.title}
          rows={rows}
          pages={trailPages(place, next, RESERVATIONS_PER_PAGE)}
          columns={columnsOf(license.uid, canWrite)}
          order={texts('lists').newestFirst}
          path={path}
          query={{}}
        />
      ),
    });
  }

  @FormRoute('new')
  @Authorized(Permission.LicensesWrite)
  addReservation(@PathLicense() { license }: LicenseWithUsage): EditForm<ReserveSeatsDto> {
    const t = texts('licenseReservations');
    return this.form(license, {
      title: t.addTitle,
      verb: t.add,
      action: reservationPath(license.uid, 'new'),
      values: { reserved_for: 'users', seats: 1 },
      submit: async (input) => {
        await this.reservations.add(license.uid, ReserveSeatsDto.toInput(input));
        return SeeOther.done(reservationsPath(license.uid), t.added);
      },
    });
  }

  @FormRoute(':reservation/change')
  @Authorized(Permission.LicensesWrite)
  async changeReservation(
    @PathLicense() { license }: LicenseWithUsage,
    @Param('reservation', UuidPipe) uid: string,
  ): Promise<EditForm<ReserveSeatsDto>> {
    const t = texts('licenseReservations');
    const { reservation } = await this.reservations.get(license.uid, uid);
    const { name, reservedFor, members, seats } = reservation;
    return this.form(license, {
      title: t.changeTitle,
      verb: t.change,
      action: reservationPath(license.uid, uid, 'change'),
      values: { name: name ?? '', reserved_for: reservedFor, members, seats },
      submit: async (input) => {
        await this.reservations.replace(license.uid, uid, ReserveSeatsDto.toInput(input));
        return SeeOther.done(reservationsPath(license.uid), t.changed);
      },
    });
  }

  @FormRoute(':reservation/delete')
  @Authorized(Permission.LicensesWrite)
  async deleteReservation(
    @PathLicense() { license }: LicenseWithUsage,
    @Param('reservation', UuidPipe) uid: string,
  ): Promise<ConfirmForm> {
    const t = texts('licenseReservations');
    const { reservation, sessions } = await this.reservations.get(license.uid, uid);
    return new ConfirmForm({
      title: t.deleteTitle,
      crumbs: crumbsOf(license),
      about: [
        { term: t.members, value: <Cut text={holdersOf({ reservation })} /> },
        { term: t.seats, value: formatNumber(reservation.seats) },
        { term: t.taken, value: formatNumber(sessions) },
      ],
      undo: { isPossible: true, text: t.deleteUndo },
      consequences: [{ icon: 'timer', text: t.deleteConsequence }],
      action: reservationPath(license.uid, uid, 'delete'),
      verb: t.delete,
      keep: { title: t.keep, href: reservationsPath(license.uid) },
      submit: async () => {
        await this.reservations.remove(license.uid, uid);
        return SeeOther.done(reservationsPath(license.uid), t.deleted);
      },
    });
  }

  private form(
    license: LicenseWithUsage['license'],
    place: Pick<
      ConstructorParameters<typeof EditForm<ReserveSeatsDto>>[0],
      'title' | 'verb' | 'action' | 'values' | 'submit'
    >,
  ): EditForm<ReserveSeatsDto> {
    return new EditForm({
      ...place,
      crumbs: crumbsOf(license),
      isSection: true,
      width: 'confirmation',
      groups: groupsOf(),
      texts: texts('licenseReservations'),
      cancel: reservationsPath(license.uid),
      input: ReserveSeatsDto,
    });
  }
}

function groupsOf(): FormGroups {
  const t = texts('licenseReservations');
  const kinds = RESERVED_FOR.map((value) => ({ value, title: t.kinds[value] }));
  return [
    {
      rows: [
        { name: 'name', isOptional: true, empty: 'missing' },
        { name: 'reserved_for', textKey: 'kind', kind: 'radios', choices: kinds },
        { name: 'members', kind: 'lines' },
        { name: 'seats', kind: 'number' },
      ],
    },
  ];
}

function columnsOf(license: string, canWrite: boolean): Column<UsedReservation>[] {
  const t = texts('licenseReservations');
  const columns: (Column<UsedReservation> | false)[] = [
    { head: t.members, onCard: 'title', cell: (row) => <Cut text={holdersOf(row)} /> },
    { head: t.kind, width: 15, onCard: 'left', cell: ({ reservation }) => t.kinds[reservation.reservedFor] },
    {
      head: t.taken,
      width: 15,
      onCard: 'left',
      hasLabelOnCard: true,
      isRight: true,
      cell: ({ sessions, reservation }) => `${formatNumber(sessions)} / ${formatNumber(reservation.seats)}`,
    },
    canWrite && {
      head: t.change,
      width: 20,
      onCard: 'right',
      isRight: true,
      cell: (row) => (
        <>
          <a
            href={reservationPath(license, row.reservation.uid, 'change')}
            aria-label={`${t.change}: ${holdersOf(row)}`}
          >
            {t.change}
          </a>{' '}
          <a
            href={reservationPath(license, row.reservation.uid, 'delete')}
            aria-label={`${t.delete}: ${holdersOf(row)}`}
          >
            {t.delete}
          </a>
        </>
      ),
    },
  ];
  return columns.filter((column): column is Column<UsedReservation> => column !== false);
}

import { Readable } from 'node:stream';
import { Body, Get, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import { IsIn } from 'class-validator';
import { Clock, csvFile, DAY, type FormValues, MayBeMissing, problem, RateLimited } from '../../../core/common';
import { texts } from '../../../core/i18n';
import {
  ReserveSeatsDto,
  SEAT_USAGE_BY,
  SEAT_USAGE_FIELDS,
  type SeatUsageBy,
  SeatReservationsService,
  SeatUsageItemDto,
  SeatUsageService,
  WaitingLineService,
} from '../../../core/verification';
import { reservationForm, submitReservation } from '../../../pages/components/reservation-fields';
import { FormState } from '../../../pages/kit/form-state';
import { OptionalField } from '../../../pages/kit/optional-field';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { PortalController } from '../frame/portal-controller.decorator';
import { CurrentVisitor, type PortalVisitor } from '../frame/portal-visitor';
import { SignedInOnly } from '../sign-in/signed-in-only';
import { reservationPage, seatsPage, seatsPath } from './license-seats.view';
import { MAX_SHOWN, PortalLicenseDetailsService } from './portal-license-details.service';
import { type OwnedLicense, PortalLicensesService } from './portal-licenses.service';
import { UidPipe } from './uid.pipe';

const USE_DAYS = 30;
/** A license has no more reservations. */
const MAX_RESERVATIONS = 200;

class PortalSeatUseDto {
  @MayBeMissing()
  @IsIn(SEAT_USAGE_BY)
  by: SeatUsageBy = 'day';
}

class PortalSeatsDto {
  /** The chart is shown as a table. */
  @OptionalField()
  @IsIn(['1'])
  table?: '1';
}

/** The floating seats of a license of the signed-in customer: who has them, who waits, and for whom they are reserved. */
@SignedInOnly()
@PortalController('portal/licenses/:id/seats')
export class PortalSeatsController {
  constructor(
    private readonly licenses: PortalLicensesService,
    private readonly details: PortalLicenseDetailsService,
    private readonly reservations: SeatReservationsService,
    private readonly line: WaitingLineService,
    private readonly usage: SeatUsageService,
    private readonly clock: Clock,
  ) {}

  @Get()
  async showPortalSeats(
    @CurrentVisitor() visitor: PortalVisitor,
    @Param('id', UidPipe) id: string,
    @Query() { table }: PortalSeatsDto,
  ): Promise<Page> {
    return this.page(await this.owned(visitor, id), { isTable: table !== undefined });
  }

  @Get('use.csv')
  @RateLimited()
  async exportPortalSeatUse(
    @CurrentVisitor() visitor: PortalVisitor,
    @Param('id', UidPipe) id: string,
    @Query() { by }: PortalSeatUseDto,
  ): Promise<StreamableFile> {
    const { license } = await this.owned(visitor, id);
    const { items } = await this.useOf(license.uid, by);
    const rows = items.map((item) => SeatUsageItemDto.from(item));
    return csvFile(`seat-usage-by-${by}.csv`, SEAT_USAGE_FIELDS, Readable.from([rows]));
  }

  @Post('reservations')
  @RateLimited()
  async addPortalReservation(
    @CurrentVisitor() visitor: PortalVisitor,
    @Param('id', UidPipe) id: string,
    @Body() body: FormValues = {},
  ): Promise<Page | SeeOther> {
    const owned = await this.owned(visitor, id);
    return submitReservation(body, {
      save: async (input) => {
        await this.reservations.add(owned.license.uid, ReserveSeatsDto.toInput(input));
        return SeeOther.done(seatsPath(id), texts('licenseReservations').added);
      },
      show: (form) => this.page(owned, { form }),
    });
  }

  @Get('reservations/:reservation')
  async showPortalReservation(
    @CurrentVisitor() visitor: PortalVisitor,
    @Param('id', UidPipe) id: string,
    @Param('reservation', UidPipe) uid: string,
  ): Promise<Page> {
    const owned = await this.owned(visitor, id);
    return reservationPage(owned, uid, reservationForm(await this.reservations.get(owned.license.uid, uid)));
  }

  @Post('reservations/:reservation')
  @RateLimited()
  async changePortalReservation(
    @CurrentVisitor() visitor: PortalVisitor,
    @Param('id', UidPipe) id: string,
    @Param('reservation', UidPipe) uid: string,
    @Body() body: FormValues = {},
  ): Promise<Page | SeeOther> {
    const owned = await this.owned(visitor, id);
    await this.reservations.get(owned.license.uid, uid);
    return submitReservation(body, {
      save: async (input) => {
        await this.reservations.replace(owned.license.uid, uid, ReserveSeatsDto.toInput(input));
        return SeeOther.done(seatsPath(id), texts('licenseReservations').changed);
      },
      show: (form) => reservationPage(owned, uid, form),
    });
  }

  @Post('reservations/:reservation/delete')
  @RateLimited()
  async deletePortalReservation(
    @CurrentVisitor() visitor: PortalVisitor,
    @Param('id', UidPipe) id: string,
    @Param('reservation', UidPipe) uid: string,
  ): Promise<SeeOther> {
    const { license } = await this.owned(visitor, id);
    await this.reservations.remove(license.uid, uid);
    return SeeOther.done(seatsPath(id), texts('licenseReservations').deleted);
  }

  /** Not found for a license without floating seats, or for a named user. */
  private async owned(visitor: PortalVisitor, id: string): Promise<OwnedLicense> {
    const owned = await this.licenses.getManaged(visitor, id);
    if (owned.license.maxSessions === null) {
      throw problem('LICENSE_NOT_FOUND');
    }
    return owned;
  }

  private async page(
    owned: OwnedLicense,
    { form = FormState.of({ seats: '1' }), isTable = false }: { form?: FormState; isTable?: boolean } = {},
  ): Promise<Page> {
    const { uid, id } = owned.license;
    return seatsPage({
      owned,
      form,
      sessions: await this.details.sessionsOf(owned),
      waiting: await this.line.list(id, MAX_SHOWN),
      reservations: (await this.reservations.list(uid, { limit: MAX_RESERVATIONS })).rows,
      use: await this.useOf(uid, 'day'),
      useDays: USE_DAYS,
      isTable,
    });
  }

  private useOf(license: string, by: SeatUsageBy): ReturnType<SeatUsageService['read']> {
    const to = this.clock.now();
    return this.usage.read(license, { by, from: new Date(to.getTime() - USE_DAYS * DAY), to });
  }
}

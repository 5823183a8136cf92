import { Body, Get, Param, Post } from '@nestjs/common';
import { type FormValues, RateLimited, UuidPipe } from '../../../core/common';
import { texts } from '../../../core/i18n';
import { ReserveSeatsDto, SeatReservationsService } from '../../../core/verification';
import { holdersOf, reservationForm, submitReservation } from '../../../pages/components/reservation-fields';
import { textIn } from '../../../pages/kit/form-input';
import { FormState } from '../../../pages/kit/form-state';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { attemptChange } from '../../../pages/kit/submit-form';
import { AdminWordService } from '../admin-word.service';
import { RelayPoolService } from '../relay-pool.service';
import { RelayController } from './relay-controller.decorator';
import { changeReservationPage, deleteReservationPage, reservePage } from './word-forms';

/** Seats of the pool that are kept for users, hosts or networks. Each change asks for the admin password. */
@RelayController('relay/reservations')
@RateLimited()
export class RelayReservationsController {
  constructor(
    private readonly word: AdminWordService,
    private readonly pool: RelayPoolService,
    private readonly reservations: SeatReservationsService,
  ) {}

  @Get('new')
  showReserve(): Page {
    return reservePage(FormState.of({ reserved_for: 'users', seats: '1' }));
  }

  @Post('new')
  @RateLimited('change')
  reserveSeats(@Body() body: FormValues = {}): Promise<Page | SeeOther> {
    return submitReservation(body, {
      save: async (input) => {
        await this.word.require(textIn(body, 'word'));
        await this.reservations.add(this.license, ReserveSeatsDto.toInput(input));
        return SeeOther.done('/', texts('licenseReservations').added);
      },
      show: reservePage,
    });
  }

  @Get(':id')
  async showReservation(@Param('id', UuidPipe) id: string): Promise<Page> {
    return changeReservationPage(id, reservationForm(await this.reservations.get(this.license, id)));
  }

  @Post(':id')
  @RateLimited('change')
  async changeReservation(@Param('id', UuidPipe) id: string, @Body() body: FormValues = {}): Promise<Page | SeeOther> {
    await this.reservations.get(this.license, id);
    return submitReservation(body, {
      save: async (input) => {
        await this.word.require(textIn(body, 'word'));
        await this.reservations.replace(this.license, id, ReserveSeatsDto.toInput(input));
        return SeeOther.done('/', texts('licenseReservations').changed);
      },
      show: (form) => changeReservationPage(id, form),
    });
  }

  @Get(':id/delete')
  async showReservationDelete(@Param('id', UuidPipe) id: string): Promise<Page> {
    return deleteReservationPage(id, await this.holders(id), FormState.empty());
  }

  @Post(':id/delete')
  @RateLimited('change')
  async deleteReservation(@Param('id', UuidPipe) id: string, @Body() body: FormValues = {}): Promise<Page | SeeOther> {
    const holders = await this.holders(id);
    return attemptChange({
      submit: async () => {
        await this.word.require(textIn(body, 'word'));
        await this.reservations.remove(this.license, id);
        return SeeOther.done('/', texts('licenseReservations').deleted);
      },
      show: (form) => deleteReservationPage(id, holders, form),
    });
  }

  private get license(): string {
    return this.pool.current.claims.license;
  }

  private async holders(id: string): Promise<string> {
    return holdersOf(await this.reservations.get(this.license, id));
  }
}

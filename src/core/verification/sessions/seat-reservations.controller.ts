import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { Authorized } from '../../common/access/authorized.decorator';
import { Answers } from '../../common/openapi/answers.decorator';
import { NotInSdk } from '../../common/openapi/sdk-name.decorator';
import { ApiTag } from '../../common/openapi/api-tag.decorator';
import { toPage } from '../../common/pagination/to-page';
import { IdOrName, UuidPipe } from '../../common/validation/id.pipes';
import { Permission } from '../../identity/permissions/permission';
import { LICENSE_ID } from '../../licenses/licenses/license-id';
import { FromReplica } from '../../platform/replicas/from-replica.decorator';
import {
  ListSeatReservationsDto,
  ReserveSeatsDto,
  SeatReservationDto,
  SeatReservationPageDto,
} from './dto/seat-reservation.dto';
import { SeatReservationsService } from './seat-reservations.service';

const TOO_MANY = 'The license has too few seats, no limit of seats, or too many reservations.';

@ApiTag('seat reservations', 'Floating seats that are kept for users, hosts or networks.')
@Controller('api/v1/licenses/:id/reservations')
export class SeatReservationsController {
  constructor(private readonly reservations: SeatReservationsService) {}

  /** List the reserved seats of a floating license, newest first. */
  @NotInSdk()
  @Get()
  @FromReplica()
  @Authorized(Permission.LicensesRead)
  async listSeatReservations(
    @IdOrName(LICENSE_ID) id: string,
    @Query() { limit, after, q }: ListSeatReservationsDto,
  ): Promise<SeatReservationPageDto> {
    return toPage(await this.reservations.list(id, { limit, after }, q), (one) => SeatReservationDto.from(one));
  }

  /**
   * Reserve seats of a floating license. A session that fits a reservation takes one of its seats first; others do not get them.
   * Running sessions keep the seats that they have.
   */
  @NotInSdk()
  @Post()
  @Authorized(Permission.LicensesWrite)
  @Answers(409, TOO_MANY)
  async createSeatReservation(
    @IdOrName(LICENSE_ID) id: string,
    @Body() input: ReserveSeatsDto,
  ): Promise<SeatReservationDto> {
    return SeatReservationDto.from(await this.reservations.add(id, ReserveSeatsDto.toInput(input)));
  }

  /** Get a reservation of seats. */
  @NotInSdk()
  @Get(':reservation_id')
  @Authorized(Permission.LicensesRead)
  async getSeatReservation(
    @IdOrName(LICENSE_ID) id: string,
    @Param('reservation_id', UuidPipe) reservationId: string,
  ): Promise<SeatReservationDto> {
    return SeatReservationDto.from(await this.reservations.get(id, reservationId));
  }

  /** Replace a reservation of seats. With fewer seats than are taken, running sessions go on. */
  @NotInSdk()
  @Put(':reservation_id')
  @Authorized(Permission.LicensesWrite)
  @Answers(409, TOO_MANY)
  async replaceSeatReservation(
    @IdOrName(LICENSE_ID) id: string,
    @Param('reservation_id', UuidPipe) reservationId: string,
    @Body() input: ReserveSeatsDto,
  ): Promise<SeatReservationDto> {
    return SeatReservationDto.from(await this.reservations.replace(id, reservationId, ReserveSeatsDto.toInput(input)));
  }

  /** Delete a reservation of seats. Running sessions go on. */
  @NotInSdk()
  @Delete(':reservation_id')
  @HttpCode(204)
  @Authorized(Permission.LicensesWrite)
  async deleteSeatReservation(
    @IdOrName(LICENSE_ID) id: string,
    @Param('reservation_id', UuidPipe) reservationId: string,
  ): Promise<void> {
    await this.reservations.remove(id, reservationId);
  }
}

import { Body, Controller, HttpCode, HttpStatus, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Public } from '../../common/access/authorized.decorator';
import { Clock } from '../../common/clock';
import type { AnswerHead } from '../../common/http/fast-path.decorator';
import { CountsByLicense } from '../../common/limits/license-calls.decorator';
import { RateLimited } from '../../common/limits/route-limits';
import { UnauthenticatedLimitService } from '../../common/limits/unauthenticated-limit.service';
import { Answers } from '../../common/openapi/answers.decorator';
import { RedactOnReplay } from '../../platform/idempotency/idempotency.decorators';
import { optionalDeviceIn, scopeIn } from '../calls/dto/device-and-scope';
import { balanceFields, METERS_HEADER, METERS_HEADERS, metersHeader } from '../calls/dto/meter-usage.dto';
import { namedLicenseIn } from '../calls/named-license';
import { inSeconds } from '../../common/seconds';
import { signedCallIn } from '../signed-answers/dto/signed-answer.dto';
import { SignedCallsService } from '../signed-answers/signed-calls.service';
import {
  CommitReservationDto,
  ReleaseReservationDto,
  RESERVED_SECONDS,
  ReserveUsageDto,
  UsageReservationDto,
} from './dto/reservation.dto';
import type { CurrentBalance } from '../rules/current-balance';
import { UsageResultDto } from './dto/usage.dto';
import { ReservationsService } from './reservations.service';

/** The license key, or the token of a reservation, is the credential. */
@ApiTags('client')
@Controller('api/v1/usage/reservations')
@Public()
export class ReservationsController {
  constructor(
    private readonly reservations: ReservationsService,
    private readonly failures: UnauthenticatedLimitService,
    private readonly signing: SignedCallsService,
    private readonly clock: Clock,
  ) {}

  /** Reserve amounts of a license's meters and credits. All items are kept for this call until it ends, or none. */
  @Post()
  @CountsByLicense(namedLicenseIn)
  @RedactOnReplay('reservation_token')
  @Answers(404, 'The license was not found or, with METER_NOT_FOUND, it has no such meter.', 'METER_NOT_FOUND')
  @Answers(409, 'METER_EXHAUSTED: not enough is left of a meter.', 'METER_EXHAUSTED')
  async reserveUsage(@Body() input: ReserveUsageDto): Promise<UsageReservationDto> {
    const { license_key: key, expires_in: seconds = RESERVED_SECONDS } = input;
    const items = ReserveUsageDto.toReserved(input);
    const call = { key, device: optionalDeviceIn(input), scope: scopeIn(input), items, seconds };
    const signedCall = signedCallIn('usage', input);
    const { token, expiresAt } = await this.signing.refusing(signedCall, () => this.reservations.reserve(call));
    const answer = { reservation_token: token, expires_at: expiresAt };
    const reservation = { expires_at: inSeconds(expiresAt) };
    return this.signing.answered(signedCall, answer, { items, reservation }, HttpStatus.CREATED);
  }

  /** Take what was reserved, or less of it, by the rates of the reservation. A call that is repeated takes nothing more. */
  @Post('commit')
  @RateLimited('client')
  @HttpCode(200)
  @ApiOkResponse({ type: UsageResultDto, headers: METERS_HEADERS })
  @Answers(404, 'Reservation not found.')
  @Answers(409, 'RESERVATION_ENDED, or more is named than was reserved.', 'RESERVATION_ENDED')
  async commitReservation(
    @Body() input: CommitReservationDto,
    @Req() received: FastifyRequest,
    @Res({ passthrough: true }) reply: AnswerHead,
  ): Promise<UsageResultDto> {
    const { reservation_token: token } = input;
    const items = CommitReservationDto.toItems(input);
    const call = signedCallIn('usage', input, token);
    const commit = (): Promise<readonly CurrentBalance[]> =>
      this.failures.prove(received, { token, limit: 'client' }, () => this.reservations.commit(token, items));
    const balances = await this.signing.refusing(call, commit);
    void reply.header(METERS_HEADER, metersHeader(balances, this.clock.now()));
    const answer = balanceFields(balances);
    return this.signing.answered(call, answer, { ...(items && { items }), ...answer });
  }

  /** Give back what was reserved. */
  @Post('release')
  @RateLimited('client')
  @HttpCode(204)
  @Answers(404, 'Reservation not found.')
  @Answers(409, 'RESERVATION_ENDED: it was committed.', 'RESERVATION_ENDED')
  async releaseReservation(
    @Body() { reservation_token: token }: ReleaseReservationDto,
    @Req() received: FastifyRequest,
  ): Promise<void> {
    await this.failures.prove(received, { token, limit: 'client' }, async () => {
      await this.reservations.release(token);
      return {};
    });
  }
}

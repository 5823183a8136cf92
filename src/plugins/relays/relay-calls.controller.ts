import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, NotInSdk, Public, RateLimited } from '../../core/common';
import { NotIdempotent } from '../../core/platform';
import { RelayFileDto, RenewByRelayDto } from './dto/relay-call.dto';
import { RenewRelayService } from './renew-relay.service';

/** Calls of relays with a connection. A signature by the key of the relay is the credential. */
@ApiTags('relays')
@Controller('api/v1/relays')
@Public()
export class RelayCallsController {
  constructor(private readonly renewals: RenewRelayService) {}

  /** Get the next file of a relay that was issued with `report_hours`, for as long as its first one held. */
  @Post('renew')
  @HttpCode(200)
  @RateLimited('client')
  @NotIdempotent()
  @NotInSdk()
  @Answers(409, 'RELAY_NOT_RENEWED: the vendor stopped its renewals, or the relay renews by file.', 'RELAY_NOT_RENEWED')
  @Answers(422, 'RELAY_PROOF_INVALID: the certificate or the proof is wrong or too old.', 'RELAY_PROOF_INVALID')
  async renewByRelay(@Body() input: RenewByRelayDto): Promise<RelayFileDto> {
    return RelayFileDto.of(await this.renewals.renew(input));
  }
}

import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Answers, NotInSdk, Public, RateLimited, TakesRawBody } from '../../core/common';
import { NotIdempotent } from '../../core/platform';
import { RelayFileDto, RenewByRelayDto, WitnessMessageDto } from './dto/relay-call.dto';
import { ReceivedUsageDto, reportIn, SendReportDto } from './dto/relay-report.dto';
import { RelayReportsService } from './relay-reports.service';
import { RenewRelayService } from './renew-relay.service';
import { WitnessService } from './witness/witness.service';

/** Bytes of a report at most. */
const MAX_REPORT = 65_536;

/** Calls of relays with a connection. A signature by the key of the relay is the credential. */
@ApiTags('relays')
@Controller('api/v1/relays')
@Public()
export class RelayCallsController {
  constructor(
    private readonly renewals: RenewRelayService,
    private readonly reports: RelayReportsService,
    private readonly witness: WitnessService,
  ) {}

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

  /** Tell the witness of a pair of relays, started with `--witness vendor`, that a relay runs. The answer says whether it may serve. */
  @Post('witness')
  @HttpCode(200)
  @RateLimited()
  @NotIdempotent()
  @NotInSdk()
  @Answers(
    422,
    'RELAY_PROOF_INVALID: the message is not by a relay of this server, or its pool came back.',
    'RELAY_PROOF_INVALID',
  )
  async witnessRelay(@Body() { message }: WitnessMessageDto): Promise<WitnessMessageDto> {
    return { message: await this.witness.answer(message) };
  }

  /**
   * Send the report of a relay, as text or in JSON, or the code of its few numbers that matter. A report counts once, however often it
   * is sent; one that is missing may come later.
   */
  @Post('reports')
  @HttpCode(200)
  @RateLimited('client')
  @NotIdempotent()
  @NotInSdk()
  @TakesRawBody(MAX_REPORT)
  @ApiConsumes('application/json', 'text/plain')
  @ApiBody({ type: SendReportDto })
  @Answers(
    409,
    'REPORT_FORKED: the report does not continue those before it; the data of the relay were copied or restored.',
    'REPORT_FORKED',
  )
  @Answers(413, `The report is larger than ${MAX_REPORT / 1024} KB.`)
  @Answers(422, 'REPORT_INVALID: the report is damaged, changed, or not by a relay of this server.', 'REPORT_INVALID')
  async sendRelayReport(@Req() { rawBody = Buffer.alloc(0), headers }: FastifyRequest): Promise<ReceivedUsageDto> {
    return ReceivedUsageDto.from(await this.reports.receive(reportIn(rawBody, headers['content-type'])));
  }
}

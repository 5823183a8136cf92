import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Answers, ApiTag, Authorized, Clock, IdOrName, NotInSdk, toPage, UuidPipe } from '../../core/common';
import { LICENSE_ID } from '../../core/licenses';
import { FromReplica, RedactOnReplay } from '../../core/platform';
import {
  EndRelayQueryDto,
  IssuedRelayDto,
  IssueRelayDto,
  ListRelaysDto,
  RelayDto,
  RelayPageDto,
  RenewRelayDto,
} from './dto/relay.dto';
import { ListRelayReportsDto, RelayReportDto, RelayReportPageDto } from './dto/relay-report.dto';
import { RelayReportsService } from './relay-reports.service';
import { RelaysService } from './relays.service';
import { TrueUpQueryDto, TrueUpDto } from './dto/true-up.dto';
import { TrueUpService } from './true-up.service';

@ApiTag('relays', 'Servers in networks of customers, which serve a part of a license without a connection.')
@Controller('api/v1')
export class RelaysController {
  constructor(
    private readonly relays: RelaysService,
    private readonly reports: RelayReportsService,
    private readonly trueUps: TrueUpService,
    private readonly clock: Clock,
  ) {}

  /** Issue a relay. Its pool is taken from the license until it ends, so that starts and activations here see what is left. */
  @Post('licenses/:id/relays')
  @RedactOnReplay('file')
  @NotInSdk()
  @Answers(403, 'The license cannot be used; the code gives the reason.')
  @Answers(409, 'POOL_NOT_FREE: the license has less left; the message says how much.', 'POOL_NOT_FREE')
  @Answers(422, 'INVALID_CODE: the request is damaged.', 'INVALID_CODE')
  @Authorized('licenses:write')
  async issueRelay(@IdOrName(LICENSE_ID) id: string, @Body() input: IssueRelayDto): Promise<IssuedRelayDto> {
    return IssuedRelayDto.of(await this.relays.issue(id, IssueRelayDto.toRelay(input)), this.clock.now());
  }

  /** List the relays of a license, newest first. */
  @Get('licenses/:id/relays')
  @FromReplica()
  @NotInSdk()
  @Authorized('licenses:read')
  async listRelays(
    @IdOrName(LICENSE_ID) id: string,
    @Query() { limit, after, sort, q }: ListRelaysDto,
  ): Promise<RelayPageDto> {
    const now = this.clock.now();
    return toPage(await this.relays.list(id, { limit, after, sort }, q), (relay) => RelayDto.from(relay, now));
  }

  /** Get a relay. */
  @Get('relays/:relay_id')
  @NotInSdk()
  @Authorized('licenses:read')
  async getRelay(@Param('relay_id', UuidPipe) relayId: string): Promise<RelayDto> {
    return RelayDto.from(await this.relays.get(relayId), this.clock.now());
  }

  /** List the reports of a relay, those received last first. */
  @Get('relays/:relay_id/reports')
  @FromReplica()
  @NotInSdk()
  @Authorized('licenses:read')
  async listRelayReports(
    @Param('relay_id', UuidPipe) relayId: string,
    @Query() { limit, after, sort, q }: ListRelayReportsDto,
  ): Promise<RelayReportPageDto> {
    return toPage(await this.reports.listOfRelay(relayId, { limit, after, sort }, q), (report) =>
      RelayReportDto.from(report),
    );
  }

  /** List the reports of all relays of a license, those received last first. */
  @Get('licenses/:id/relay-reports')
  @FromReplica()
  @NotInSdk()
  @Authorized('licenses:read')
  async listLicenseReports(
    @IdOrName(LICENSE_ID) id: string,
    @Query() { limit, after, sort, q }: ListRelayReportsDto,
  ): Promise<RelayReportPageDto> {
    return toPage(await this.reports.listOfLicense(id, { limit, after, sort }, q), (report) =>
      RelayReportDto.from(report),
    );
  }

  /** Compare what was sold of a license with the use that its relays reported. */
  @Get('licenses/:id/relay-use')
  @FromReplica()
  @NotInSdk()
  @Authorized('licenses:read')
  async getRelayUse(@IdOrName(LICENSE_ID) id: string, @Query() query: TrueUpQueryDto): Promise<TrueUpDto> {
    const period = TrueUpQueryDto.periodOf(query, this.clock.now());
    return TrueUpDto.from(period, (await this.trueUps.compare(id, period)).rows);
  }

  /** Write a new file for a relay, with the same key and pool. Earlier files hold to their end. */
  @Post('licenses/:id/relays/:relay_id/renew')
  @HttpCode(200)
  @RedactOnReplay('file')
  @NotInSdk()
  @Answers(
    409,
    'RELAY_NOT_RENEWED, RELAY_ENDED, or POOL_NOT_FREE if the pool came back and is in use.',
    'RELAY_NOT_RENEWED',
  )
  @Authorized('licenses:write')
  async renewRelay(
    @IdOrName(LICENSE_ID) id: string,
    @Param('relay_id', UuidPipe) relayId: string,
    @Body() { expires_at }: RenewRelayDto,
  ): Promise<IssuedRelayDto> {
    return IssuedRelayDto.of(await this.relays.renew(id, relayId, expires_at), this.clock.now());
  }

  /**
   * End a relay. With the code that it shows, its pool comes back at once (`status` is `released`). Without one, it is not renewed
   * any more (`renews` is false), and the pool comes back at `expires_at`.
   */
  @Delete('licenses/:id/relays/:relay_id')
  @NotInSdk()
  @Answers(409, 'RELAY_ENDED: the pool was given back before.', 'RELAY_ENDED')
  @Answers(422, 'INVALID_CODE: the code is not of the newest certificate of this relay.', 'INVALID_CODE')
  @Authorized('licenses:write')
  async endRelay(
    @IdOrName(LICENSE_ID) id: string,
    @Param('relay_id', UuidPipe) relayId: string,
    @Query() { release_code }: EndRelayQueryDto,
  ): Promise<RelayDto> {
    return RelayDto.from(await this.relays.end(id, relayId, release_code), this.clock.now());
  }
}

import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized } from '../../common/access/authorized.decorator';
import { FromReplica } from '../../platform/replicas/from-replica.decorator';
import { Permission } from '../../identity/permissions/permission';
import { DimensionStatisticsService } from './dimension-statistics.service';
import {
  FullLicensesQueryDto,
  LicensesWithoutSeatsDto,
  UnusedLicensesDto,
  UnusedLicensesQueryDto,
} from './dto/license-seats-statistics.dto';
import { StatisticsDaysDto, StatisticsDaysQueryDto, StatisticsDto, StatisticsQueryDto } from './dto/statistics.dto';
import { LicenseDaysService } from './license-days.service';
import { LicenseSeatsStatisticsService } from './license-seats-statistics.service';

@ApiTags('monitoring')
@Controller('api/v1/statistics')
@FromReplica('bounded')
export class StatisticsController {
  constructor(
    private readonly statistics: DimensionStatisticsService,
    private readonly seats: LicenseSeatsStatisticsService,
    private readonly days: LicenseDaysService,
  ) {}

  /**
   * Compare products, versions, policies, countries, entitlements or customers. Licenses and devices are counted every few minutes
   * (`counted_at`), results of calls by apps by day, a few minutes after them.
   */
  @Get()
  @Authorized(Permission.MonitoringRead)
  async getStatistics(@Query() query: StatisticsQueryDto): Promise<StatisticsDto> {
    return StatisticsDto.from(await this.statistics.read(query));
  }

  /**
   * Count by day which licenses were issued, expired and revoked, and the results of calls by apps. Licenses are counted now,
   * results a few minutes after the calls.
   */
  @Get('days')
  @Authorized(Permission.MonitoringRead)
  async getStatisticsDays(@Query() query: StatisticsDaysQueryDto): Promise<StatisticsDaysDto> {
    return { items: await this.days.read(query) };
  }

  /** Get the valid licenses that were issued some days ago and never activated, the newest first. */
  @Get('unused-licenses')
  @Authorized(Permission.MonitoringRead)
  async getUnusedLicenses(@Query() { days, limit, product }: UnusedLicensesQueryDto): Promise<UnusedLicensesDto> {
    return UnusedLicensesDto.from(await this.seats.unused(days, limit, product));
  }

  /** Get the valid licenses whose seats are all taken, the newest first. */
  @Get('licenses-without-seats')
  @Authorized(Permission.MonitoringRead)
  async getLicensesWithoutSeats(@Query() { limit, product }: FullLicensesQueryDto): Promise<LicensesWithoutSeatsDto> {
    return LicensesWithoutSeatsDto.from(await this.seats.full(limit, product));
  }
}

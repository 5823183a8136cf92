import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized } from '../../common/access/authorized.decorator';
import { Calendar } from '../../common/calendar';
import { Clock } from '../../common/clock';
import { Answers } from '../../common/openapi/answers.decorator';
import { SpanQueryDto } from '../../common/pagination/span-query.dto';
import { timeSteps } from '../../common/time-steps';
import { FromReplica } from '../../platform/replicas/from-replica.decorator';
import { Permission } from '../../identity/permissions/permission';
import { SeatsByLicenseService } from '../../verification/sessions/seats-by-license.service';
import { SessionSeriesService } from '../../verification/sessions/session-series.service';
import { LicensesService } from '../licenses/licenses.service';
import { FloatingSeatsDto, FloatingSeatsQueryDto, FullestLicensesDto } from './dto/floating-seats.dto';

@ApiTags('monitoring')
@Controller('api/v1/monitoring/floating-seats')
@FromReplica('bounded')
export class FloatingSeatsController {
  constructor(
    private readonly series: SessionSeriesService,
    private readonly byLicense: SeatsByLicenseService,
    private readonly licenses: LicensesService,
    private readonly calendar: Calendar,
    private readonly clock: Clock,
  ) {}

  /** Count the floating seats that were taken over time, at most at once, and the starts that found none. */
  @Get()
  @Answers(404, 'License not found.')
  @Authorized(Permission.MonitoringRead)
  async getFloatingSeats(
    @Query() { span, time_zone = this.calendar.zone, license }: FloatingSeatsQueryDto,
  ): Promise<FloatingSeatsDto> {
    const number = license === undefined ? undefined : (await this.licenses.get(license)).license.id;
    return FloatingSeatsDto.from(await this.series.read(span, time_zone, number));
  }

  /** Compare the licenses with floating seats: those whose seats were all taken for the longest first. */
  @Get('licenses')
  @Authorized(Permission.MonitoringRead)
  async getFullestLicenses(
    @Query() { span, time_zone = this.calendar.zone }: SpanQueryDto,
  ): Promise<FullestLicensesDto> {
    const now = this.clock.now();
    const [first] = timeSteps(span, now, time_zone);
    return FullestLicensesDto.of(await this.byLicense.read(first?.from ?? now));
  }
}

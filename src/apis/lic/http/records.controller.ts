import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, Authorized, Calendar, Dialect } from '../../../core/common';
import { Permission } from '../../../core/identity';
import { LicenseStatsService, VerificationRecordsService, VerificationStatsService } from '../../../core/licensing';
import { FromReplica } from '../../../core/platform';
import { PaginationDto } from './dto/answer.dto';
import { pageOf } from '../../kit/page-of';
import { ListLogsDto, LogEntryDto, LogListDto, StatsAnswerDto, StatsDto } from './dto/records.dto';
import { LIC } from '../lic.dialect';

const ACTIVITY_DAYS = 7;

/** Statistics and the verification log, across all APIs of the server. */
@Dialect(LIC)
@ApiTags('records')
@Controller('api')
@Authorized(Permission.LicensesRead, { by: 'token' })
export class LicRecordsController {
  constructor(
    private readonly licenses: LicenseStatsService,
    private readonly verifications: VerificationStatsService,
    private readonly records: VerificationRecordsService,
    private readonly calendar: Calendar,
  ) {}

  /** Get statistics of licenses and verifications. */
  @Get('stats')
  @FromReplica()
  async getStats(): Promise<StatsAnswerDto> {
    const data = StatsDto.from(await this.licenses.read(), await this.verifications.read(ACTIVITY_DAYS));
    return { success: true, data };
  }

  /** List verification requests with their results, newest first. */
  @Get('logs')
  @FromReplica()
  @Answers(422, 'A query parameter is invalid.')
  async listLogs(@Query() query: ListLogsDto): Promise<LogListDto> {
    const page = pageOf(query, LIC);
    const { rows, total } = await this.records.list(page, ListLogsDto.toFilter(query, this.calendar));
    return {
      success: true,
      data: {
        logs: rows.map((record) => LogEntryDto.from(record, this.calendar)),
        pagination: PaginationDto.from(page, total),
      },
    };
  }
}

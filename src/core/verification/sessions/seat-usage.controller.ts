import { Readable } from 'node:stream';
import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Authorized } from '../../common/access/authorized.decorator';
import { Clock } from '../../common/clock';
import { csvFile } from '../../common/csv/csv-file';
import { NotInSdk } from '../../common/openapi/sdk-name.decorator';
import { IdOrName } from '../../common/validation/id.pipes';
import { Permission } from '../../identity/permissions/permission';
import { LICENSE_ID } from '../../licenses/licenses/license-id';
import { FromReplica } from '../../platform/replicas/from-replica.decorator';
import { SEAT_USAGE_FIELDS, SeatUsageReportDto, SeatUsageItemDto, SeatUsageQueryDto } from './dto/seat-usage.dto';
import { SeatUsageService } from './seat-usage.service';

@ApiTags('licenses')
@Controller('api/v1/licenses/:id/seat-usage')
export class SeatUsageController {
  constructor(
    private readonly usage: SeatUsageService,
    private readonly clock: Clock,
  ) {}

  /**
   * Report the use of floating seats by day, feature, user or host: peaks, refusals, minutes without a free seat, and how many seats
   * would have sufficed.
   */
  @Get()
  @NotInSdk()
  @FromReplica()
  @Authorized(Permission.LicensesRead)
  async getSeatUsage(@IdOrName(LICENSE_ID) id: string, @Query() query: SeatUsageQueryDto): Promise<SeatUsageReportDto> {
    const request = SeatUsageQueryDto.toRequest(query, this.clock.now());
    return SeatUsageReportDto.from(await this.usage.read(id, request), request);
  }

  /** Download the rows of a report on floating seats as CSV. */
  @Get('export')
  @NotInSdk()
  @FromReplica()
  @ApiProduces('text/csv')
  @ApiOkResponse({ description: 'The file.', schema: { type: 'string', format: 'binary' } })
  @Authorized(Permission.LicensesRead)
  async exportSeatUsage(@IdOrName(LICENSE_ID) id: string, @Query() query: SeatUsageQueryDto): Promise<StreamableFile> {
    const { items } = await this.usage.read(id, SeatUsageQueryDto.toRequest(query, this.clock.now()));
    return csvFile(
      'seat-usage.csv',
      SEAT_USAGE_FIELDS,
      Readable.from([items.map((item) => SeatUsageItemDto.from(item))]),
    );
  }
}

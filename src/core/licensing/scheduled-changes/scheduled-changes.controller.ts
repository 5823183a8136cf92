import { Controller, Delete, Get, HttpCode, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized } from '../../common/access/authorized.decorator';
import { Answers } from '../../common/openapi/answers.decorator';
import { toPage } from '../../common/pagination/to-page';
import { IdOrName, UuidPipe } from '../../common/validation/id.pipes';
import { Permission } from '../../identity/permissions/permission';
import { LICENSE_ID } from '../../licenses/licenses/license-id';
import { FromReplica } from '../../platform/replicas/from-replica.decorator';
import { ListScheduledChangesDto, ScheduledChangeDto, ScheduledChangePageDto } from './dto/scheduled-change.dto';
import { ScheduleChangesService } from './schedule-changes.service';

@ApiTags('licenses')
@Controller('api/v1/licenses/:id/scheduled-changes')
export class ScheduledChangesController {
  constructor(private readonly changes: ScheduleChangesService) {}

  /** List the changes of a license with a date, newest first: those that are pending, and what became of the others. */
  @Get()
  @FromReplica()
  @Authorized(Permission.LicensesRead)
  async listScheduledChanges(
    @IdOrName(LICENSE_ID) id: string,
    @Query() { limit, after, sort, ...filter }: ListScheduledChangesDto,
  ): Promise<ScheduledChangePageDto> {
    return toPage(await this.changes.list(id, { limit, after, sort }, filter), (change) =>
      ScheduledChangeDto.from(change),
    );
  }

  /** Cancel a change of a license that is still pending. */
  @Delete(':change_id')
  @HttpCode(204)
  @Answers(404, 'License or scheduled change not found.')
  @Answers(409, 'The change was done, failed or was cancelled already.')
  @Authorized(Permission.LicensesWrite)
  async cancelScheduledChange(
    @IdOrName(LICENSE_ID) id: string,
    @Param('change_id', UuidPipe) changeId: string,
  ): Promise<void> {
    await this.changes.cancel(id, changeId);
  }
}

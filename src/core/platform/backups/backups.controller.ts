import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Authorized } from '../../common/access/authorized.decorator';
import { ApiTag } from '../../common/openapi/api-tag.decorator';
import { Answers } from '../../common/openapi/answers.decorator';
import { toPage } from '../../common/pagination/to-page';
import { UuidPipe } from '../../common/validation/id.pipes';
import { BackupsService } from './backups.service';
import { BackupDto, BackupPageDto, BackupQueryDto } from './dto/backup.dto';
import { ScheduledBackupsService } from './scheduled-backups.service';

@ApiTag('backups', 'Backups of the whole database.')
@Controller('api/v1/backups')
export class BackupsController {
  constructor(
    private readonly backups: BackupsService,
    private readonly scheduled: ScheduledBackupsService,
  ) {}

  /** List backups of the last 400 days, newest first. */
  @Get()
  @Authorized('monitoring:read')
  async listBackups(@Query() { limit, after, sort, ...filter }: BackupQueryDto): Promise<BackupPageDto> {
    return toPage(await this.backups.list({ limit, after, sort }, filter), (backup) => BackupDto.from(backup));
  }

  /** Get a backup. */
  @Get(':id')
  @Authorized('monitoring:read')
  async getBackup(@Param('id', UuidPipe) id: string): Promise<BackupDto> {
    return BackupDto.from(await this.backups.get(id));
  }

  /**
   * Request a backup to the folder `BACKUP_DIR`, which a node with this folder begins within a minute. If a backup is requested
   * already and has not begun, it is returned.
   */
  @Post()
  @HttpCode(202)
  @Answers(409, 'This node has no folder for backups.', 'BACKUP_FOLDER_MISSING')
  @Authorized('monitoring:write')
  async requestBackup(): Promise<BackupDto> {
    return BackupDto.from(await this.scheduled.request());
  }
}

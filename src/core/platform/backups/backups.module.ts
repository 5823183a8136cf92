import { Module } from '@nestjs/common';
import { BackupFailedRule, BackupOverdueRule } from './backup-rules';
import { BackupsController } from './backups.controller';
import { BACKUP_SETTINGS } from './backup.settings';
import { BackupsService } from './backups.service';
import { ScheduledBackupsService } from './scheduled-backups.service';

@Module({
  controllers: [BackupsController],
  providers: [
    BackupsService,
    ScheduledBackupsService,
    BackupOverdueRule,
    BackupFailedRule,
    { provide: 'settings:backups', useValue: BACKUP_SETTINGS },
  ],
  exports: [BackupsService, ScheduledBackupsService],
})
export class BackupsModule {}

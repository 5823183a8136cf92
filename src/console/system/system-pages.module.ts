import { Module } from '@nestjs/common';
import { JobsModule } from '../../platform/jobs/jobs.module';
import { AlertsModule } from '../../platform/alerts/alerts.module';
import { MonitoringModule } from '../../platform/monitoring/monitoring.module';
import { PartitionsModule } from '../../platform/logs/partitions.module';
import { SystemReportService } from './system-report.service';
import { SystemController } from './system.controller';

@Module({
  imports: [AlertsModule, JobsModule, MonitoringModule, PartitionsModule],
  controllers: [SystemController],
  providers: [SystemReportService],
})
export class SystemPagesModule {}

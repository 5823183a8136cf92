import { Module } from '@nestjs/common';
import { DatabaseStatsService } from './database-stats.service';
import { ReadinessController } from './readiness.controller';
import { ReadinessService } from './readiness.service';

@Module({
  controllers: [ReadinessController],
  providers: [DatabaseStatsService, ReadinessService],
  exports: [DatabaseStatsService, ReadinessService],
})
export class MonitoringModule {}

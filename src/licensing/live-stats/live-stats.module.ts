import { Module } from '@nestjs/common';
import { AlertsModule } from '../../platform/monitoring/alerts/alerts.module';
import { ActiveSessionsModule } from '../license-sessions/active-sessions.module';
import { LiveStatsController } from './live-stats.controller';
import { LiveStatsService } from './live-stats.service';

@Module({
  imports: [ActiveSessionsModule, AlertsModule],
  controllers: [LiveStatsController],
  providers: [LiveStatsService],
  exports: [LiveStatsService],
})
export class LiveStatsModule {}

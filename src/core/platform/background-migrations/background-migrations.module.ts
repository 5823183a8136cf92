import { Module } from '@nestjs/common';
import { MetricsModule } from '../monitoring/metrics.module';
import { BackgroundMigrationMetrics } from './background-migration-metrics';
import { BackgroundMigrationsController } from './background-migrations.controller';
import { BackgroundMigrationsService } from './background-migrations.service';
import { FailingMigrationsRule } from './failing-migrations.rule';
import { MIGRATION_SETTINGS } from './migration.settings';
import { RunBackgroundMigrationsService } from './run-background-migrations.service';

@Module({
  imports: [MetricsModule],
  controllers: [BackgroundMigrationsController],
  providers: [
    BackgroundMigrationsService,
    RunBackgroundMigrationsService,
    BackgroundMigrationMetrics,
    FailingMigrationsRule,
    { provide: 'settings:migrations', useValue: MIGRATION_SETTINGS },
  ],
  exports: [BackgroundMigrationsService],
})
export class BackgroundMigrationsModule {}

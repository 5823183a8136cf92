import { Module } from '@nestjs/common';
import { HealthController } from './health.controller';

/** Serves `/health`. Separate from MonitoringModule, because the documents of two dialects include it. */
@Module({ controllers: [HealthController] })
export class HealthModule {}

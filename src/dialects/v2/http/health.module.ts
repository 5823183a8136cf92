import { Module } from '@nestjs/common';
import { HealthController } from './health.controller';

/** Separate from V2Module, because another dialect's OpenAPI document includes it too. */
@Module({ controllers: [HealthController] })
export class HealthModule {}

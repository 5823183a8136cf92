import { Module } from '@nestjs/common';
import { HealthController } from './health.controller';

/** Apart from the rest of V2, because another dialect's document has it too. */
@Module({ controllers: [HealthController] })
export class HealthModule {}

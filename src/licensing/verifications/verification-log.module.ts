import { Module } from '@nestjs/common';
import { MetricsModule } from '../../platform/monitoring/metrics.module';
import { VerificationLogService } from './verification-log.service';

/** Separate from verifications, because seats are written together with their log entry. */
@Module({
  imports: [MetricsModule],
  providers: [VerificationLogService],
  exports: [VerificationLogService],
})
export class VerificationLogModule {}

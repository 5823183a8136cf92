import { Module } from '@nestjs/common';
import { ApiKeyUsageService } from './api-key-usage.service';
import { VerdictLogService } from './verdict-log.service';
import { VerdictSeriesService } from './verdict-series.service';
import { VerificationRecordsService } from './verification-records.service';
import { VerificationStatsService } from './verification-stats.service';

const READERS = [
  ApiKeyUsageService,
  VerdictLogService,
  VerdictSeriesService,
  VerificationRecordsService,
  VerificationStatsService,
];

/** Reads the log of verifications. */
@Module({ providers: READERS, exports: READERS })
export class VerificationsModule {}

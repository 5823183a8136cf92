import { Module } from '@nestjs/common';
import { LicenseFileStatusService } from './license-file-status.service';

/** Separate from license files, because a check can ask for the status of one. */
@Module({
  providers: [LicenseFileStatusService],
  exports: [LicenseFileStatusService],
})
export class LicenseFileStatusModule {}

import { Module } from '@nestjs/common';
import { LicenseDataKeys } from './license-data-keys';
import { LicenseDataService } from './license-data.service';

@Module({
  providers: [LicenseDataKeys, LicenseDataService],
  exports: [LicenseDataService],
})
export class LicenseDataModule {}

import { Module } from '@nestjs/common';
import { LicenseDataKeysService } from './license-data-keys.service';
import { LicenseDataService } from './license-data.service';

@Module({
  providers: [LicenseDataKeysService, LicenseDataService],
  exports: [LicenseDataService],
})
export class LicenseDataModule {}

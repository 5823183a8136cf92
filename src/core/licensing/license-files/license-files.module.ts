import { Module } from '@nestjs/common';
import { ClientCallsModule } from '../../verification/calls/client-calls.module';
import { LicenseFileCallsModule } from '../../verification/license-files/license-file-calls.module';
import { LicenseAdministrationModule } from '../licenses/license-administration.module';
import { LicenseFilesController } from './license-files.controller';
import { LicenseFilesService } from './license-files.service';

@Module({
  imports: [ClientCallsModule, LicenseAdministrationModule, LicenseFileCallsModule],
  controllers: [LicenseFilesController],
  providers: [LicenseFilesService],
  exports: [LicenseFilesService],
})
export class LicenseFilesModule {}

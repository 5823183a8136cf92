import { Module } from '@nestjs/common';
import { SigningKeysModule } from '../../platform/signing-keys/signing-keys.module';
import { ActivationsModule } from '../activations/activations.module';
import { SeatsModule } from '../activations/seats.module';
import { LicensesModule } from '../licenses/licenses.module';
import { IssueLicenseFileService } from './issue-license-file.service';
import { LicenseFileCallsController } from './license-file-calls.controller';
import { LicenseFilesController } from './license-files.controller';
import { LicenseFilesService } from './license-files.service';
import { WriteLicenseFileService } from './write-license-file.service';

@Module({
  imports: [ActivationsModule, LicensesModule, SeatsModule, SigningKeysModule],
  controllers: [LicenseFilesController, LicenseFileCallsController],
  providers: [IssueLicenseFileService, LicenseFilesService, WriteLicenseFileService],
  exports: [IssueLicenseFileService, LicenseFilesService],
})
export class LicenseFilesModule {}

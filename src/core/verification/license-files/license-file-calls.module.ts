import { Module } from '@nestjs/common';
import { MailModule } from '../../platform/mail/mail.module';
import { SigningKeysModule } from '../../platform/signing-keys/signing-keys.module';
import { ClientCallsModule } from '../calls/client-calls.module';
import { IssueLicenseFileService } from './issue-license-file.service';
import { LicenseFileCallsController } from './license-file-calls.controller';
import { LicenseFilePartsService } from './license-file-parts.service';
import { WriteLicenseFileService } from './write-license-file.service';

@Module({
  imports: [ClientCallsModule, MailModule, SigningKeysModule],
  controllers: [LicenseFileCallsController],
  providers: [IssueLicenseFileService, LicenseFilePartsService, WriteLicenseFileService],
  exports: [IssueLicenseFileService],
})
export class LicenseFileCallsModule {}

import { Module } from '@nestjs/common';
import { VerificationLog } from './verification-log';

@Module({
  providers: [VerificationLog],
  exports: [VerificationLog],
})
export class VerificationsModule {}

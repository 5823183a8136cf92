import { Module } from '@nestjs/common';
import { MailModule } from '../../platform/mail/mail.module';
import { SigningKeysModule } from '../../platform/signing-keys/signing-keys.module';
import { SignedAnswersService } from './signed-answers.service';
import { SignedCallsService } from './signed-calls.service';

@Module({
  imports: [MailModule, SigningKeysModule],
  providers: [SignedAnswersService, SignedCallsService],
  exports: [SignedAnswersService, SignedCallsService],
})
export class SignedAnswersModule {}

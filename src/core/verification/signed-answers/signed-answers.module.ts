import { Module } from '@nestjs/common';
import { MailModule } from '../../platform/mail/mail.module';
import { SigningKeysModule } from '../../platform/signing-keys/signing-keys.module';
import { SignedAnswersService } from './signed-answers.service';

@Module({
  imports: [MailModule, SigningKeysModule],
  providers: [SignedAnswersService],
  exports: [SignedAnswersService],
})
export class SignedAnswersModule {}

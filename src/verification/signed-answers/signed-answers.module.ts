import { Module } from '@nestjs/common';
import { SigningKeysModule } from '../../platform/signing-keys/signing-keys.module';
import { SignedAnswersService } from './signed-answers.service';

@Module({
  imports: [SigningKeysModule],
  providers: [SignedAnswersService],
  exports: [SignedAnswersService],
})
export class SignedAnswersModule {}

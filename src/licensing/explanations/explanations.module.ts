import { Module } from '@nestjs/common';
import { VerificationsModule } from '../verifications/verifications.module';
import { ExplainVerdictService } from './explain-verdict.service';
import { ExplanationsController } from './explanations.controller';

@Module({
  imports: [VerificationsModule],
  controllers: [ExplanationsController],
  providers: [ExplainVerdictService],
  exports: [ExplainVerdictService],
})
export class ExplanationsModule {}

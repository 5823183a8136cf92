import { Module } from '@nestjs/common';
import { VerificationModule } from '../../verification/verification.module';
import { ExplainVerdictService } from './explain-verdict.service';
import { ExplanationsController } from './explanations.controller';

@Module({
  imports: [VerificationModule],
  controllers: [ExplanationsController],
  providers: [ExplainVerdictService],
  exports: [ExplainVerdictService],
})
export class ExplanationsModule {}

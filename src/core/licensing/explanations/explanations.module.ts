import { Module } from '@nestjs/common';
import { LicenseAdministrationModule } from '../licenses/license-administration.module';
import { VerificationModule } from '../../verification/verification.module';
import { ExplainVerdictService } from './explain-verdict.service';
import { ExplanationsController } from './explanations.controller';
import { ReportedRefusalsController } from './reported-refusals.controller';

@Module({
  imports: [LicenseAdministrationModule, VerificationModule],
  controllers: [ExplanationsController, ReportedRefusalsController],
  providers: [ExplainVerdictService],
  exports: [ExplainVerdictService],
})
export class ExplanationsModule {}

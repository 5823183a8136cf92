import { Module } from '@nestjs/common';
import { ProductsModule } from '../../catalog/products/products.module';
import { ClientCallsModule } from '../calls/client-calls.module';
import { RequestTrialService } from './request-trial.service';
import { TrialCountsService } from './trial-counts.service';
import { TrialsController } from './trials.controller';
import { TrialsService } from './trials.service';

@Module({
  imports: [ClientCallsModule, ProductsModule],
  controllers: [TrialsController],
  providers: [RequestTrialService, TrialCountsService, TrialsService],
  exports: [TrialCountsService, TrialsService],
})
export class TrialsModule {}

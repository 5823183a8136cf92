import { Module } from '@nestjs/common';
import { ProductsModule } from '../../catalog/products/products.module';
import { ClientCallsModule } from '../calls/client-calls.module';
import { RequestTrialService } from './request-trial.service';
import { TrialCountsService } from './trial-counts.service';
import { TrialSearchSource } from './trial-search-source';
import { TrialsController } from './trials.controller';
import { TrialsService } from './trials.service';

@Module({
  imports: [ClientCallsModule, ProductsModule],
  controllers: [TrialsController],
  providers: [RequestTrialService, TrialCountsService, TrialSearchSource, TrialsService],
  exports: [TrialCountsService, TrialSearchSource, TrialsService],
})
export class TrialsModule {}

import { Module } from '@nestjs/common';
import { BackgroundJobsModule } from '../../platform/background-jobs/background-jobs.module';
import { JobsController } from './jobs.controller';

@Module({ imports: [BackgroundJobsModule], controllers: [JobsController] })
export class BackgroundJobRoutesModule {}

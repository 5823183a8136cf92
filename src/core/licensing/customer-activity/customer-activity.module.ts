import { Module } from '@nestjs/common';
import { CustomerFiguresService } from './customer-figures.service';
import { CustomerRefusalsService } from './customer-refusals.service';
import { CustomerTimelineService } from './customer-timeline.service';

const ACTIVITY = [CustomerFiguresService, CustomerRefusalsService, CustomerTimelineService];

/** Reads the devices, refusals and changes of all licenses of a customer. */
@Module({ providers: ACTIVITY, exports: ACTIVITY })
export class CustomerActivityModule {}

import { Module } from '@nestjs/common';
import { LeadSearchSource } from './lead-search-source';
import { CustomersModule } from '../../core/customers';
import { ConvertLeadService } from './convert-lead.service';
import { ImportLeadsService } from './import-leads.service';
import { LeadActivitiesService } from './lead-activities.service';
import { LeadContactsService } from './lead-contacts.service';
import { LeadImportController } from './lead-import.controller';
import { LeadRecordsController } from './lead-records.controller';
import { LeadStatsService } from './lead-stats.service';
import { LeadsController } from './leads.controller';
import { LeadsService } from './leads.service';

@Module({
  imports: [CustomersModule],
  controllers: [LeadsController, LeadRecordsController, LeadImportController],
  providers: [
    LeadSearchSource,
    LeadsService,
    LeadContactsService,
    LeadActivitiesService,
    ConvertLeadService,
    ImportLeadsService,
    LeadStatsService,
  ],
  exports: [
    LeadSearchSource,
    LeadsService,
    LeadActivitiesService,
    ConvertLeadService,
    ImportLeadsService,
    LeadStatsService,
  ],
})
export class LeadsModule {}

import { Module } from '@nestjs/common';
import { BulkChangesService } from './bulk-changes.service';
import { BulkLicensesService } from './bulk-licenses.service';

@Module({
  providers: [BulkChangesService, BulkLicensesService],
  exports: [BulkChangesService, BulkLicensesService],
})
export class BulkLicensesModule {}

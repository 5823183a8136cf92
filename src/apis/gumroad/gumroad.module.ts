import { Module } from '@nestjs/common';
import { LicenseAdministrationModule } from '../../core/licensing';
import { ClientCallsModule } from '../../core/verification';
import { CountedLicensesService } from './app/counted-licenses.service';
import { UsesService } from './app/uses.service';
import { GumroadLicensesController } from './http/licenses.controller';

@Module({
  imports: [ClientCallsModule, LicenseAdministrationModule],
  controllers: [GumroadLicensesController],
  providers: [CountedLicensesService, UsesService],
  exports: [UsesService],
})
export class GumroadModule {}

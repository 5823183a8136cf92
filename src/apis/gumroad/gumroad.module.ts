import { Module } from '@nestjs/common';
import { ShadowingModule } from '../../moving/shadowing/shadowing.module';
import { LicenseAdministrationModule } from '../../core/licensing/licenses/license-administration.module';
import { ClientCallsModule } from '../../core/verification/calls/client-calls.module';
import { CountedLicensesService } from './app/counted-licenses.service';
import { UsesService } from './app/uses.service';
import { GumroadLicensesController } from './http/licenses.controller';
import { GumroadShadowing } from './gumroad.shadowing';

@Module({
  imports: [ClientCallsModule, LicenseAdministrationModule, ShadowingModule],
  controllers: [GumroadLicensesController],
  providers: [CountedLicensesService, UsesService, GumroadShadowing],
})
export class GumroadModule {}

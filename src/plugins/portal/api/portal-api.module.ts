import { Module, type Type } from '@nestjs/common';
import { CustomersModule } from '../../../core/customers';
import { LicenseAdministrationModule } from '../../../core/licensing';
import { MailModule } from '../../../core/platform';
import { PortalBrandService } from '../frame/portal-brand.service';
import { PortalLicensesService } from '../licenses/portal-licenses.service';
import { PortalLinksService } from '../sign-in/portal-links.service';
import { PortalSessionsService } from '../sign-in/portal-sessions.service';
import { CreatePortalSessionService } from './create-portal-session.service';
import { PortalSessionsController } from './portal-sessions.controller';

/** The services that the native API and the pages of the portal use. */
export const SHARED_SERVICES: readonly Type<unknown>[] = [
  PortalBrandService,
  PortalLicensesService,
  PortalLinksService,
  PortalSessionsService,
];

/** The operations of the native API about the portal. */
@Module({
  imports: [CustomersModule, LicenseAdministrationModule, MailModule],
  controllers: [PortalSessionsController],
  providers: [...SHARED_SERVICES, CreatePortalSessionService],
  exports: [...SHARED_SERVICES],
})
export class PortalApiModule {}

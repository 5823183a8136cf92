import { Module, type Type } from '@nestjs/common';
import { CustomersModule } from '../../../core/customers';
import { AnomaliesModule, LicenseAdministrationModule } from '../../../core/licensing';
import { LicensesModule } from '../../../core/licenses';
import { MailsModule } from '../../../core/mail';
import { MailModule } from '../../../core/platform';
import { ClaimMailsService } from '../claims/claim-mails.service';
import { ImportClaimFileService } from '../claims/import-claim-file.service';
import { ImportClaimsService } from '../claims/import-claims.service';
import { PortalClaimsService } from '../claims/portal-claims.service';
import { PortalBrandService } from '../frame/portal-brand.service';
import { PortalLicensesService } from '../licenses/portal-licenses.service';
import { PortalLinksService } from '../sign-in/portal-links.service';
import { PortalSessionsService } from '../sign-in/portal-sessions.service';
import { ClaimsController } from './claims.controller';
import { CreatePortalSessionService } from './create-portal-session.service';
import { PortalSessionsController } from './portal-sessions.controller';

/** The services that the native API and the pages of the portal use. */
export const SHARED_SERVICES: readonly Type<unknown>[] = [
  ClaimMailsService,
  ImportClaimFileService,
  ImportClaimsService,
  PortalBrandService,
  PortalClaimsService,
  PortalLicensesService,
  PortalLinksService,
  PortalSessionsService,
];

/** The operations of the native API about the portal. */
@Module({
  imports: [AnomaliesModule, CustomersModule, LicenseAdministrationModule, LicensesModule, MailModule, MailsModule],
  controllers: [ClaimsController, PortalSessionsController],
  providers: [...SHARED_SERVICES, CreatePortalSessionService],
  exports: [...SHARED_SERVICES],
})
export class PortalApiModule {}

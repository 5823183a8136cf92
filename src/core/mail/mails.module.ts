import { Module } from '@nestjs/common';
import { ProductsModule } from '../catalog/products/products.module';
import { AuditModule } from '../events/records/audit.module';
import { CustomersModule } from '../customers/customers/customers.module';
import { defineJob } from '../platform/jobs/define-job';
import { JobsModule } from '../platform/jobs/jobs.module';
import { MailModule } from '../platform/mail/mail.module';
import { TrialsModule } from '../verification/trials/trials.module';
import { InvitationsModule } from '../identity/invitations/invitations.module';
import { MailBouncesController } from './bounces/mail-bounces.controller';
import { EventMailsService } from './event-mails.service';
import { InvitationMailsService } from './invitation-mails.service';
import { MailTemplatesController } from './mail-templates.controller';
import { MailTemplatesService } from './mail-templates.service';
import { MAIL_CONTENT_SETTINGS } from './mail.settings';
import { MailsController } from './mails.controller';
import { MailsService } from './mails.service';
import { UnsubscribeLinksService } from './news/unsubscribe-links.service';
import { ANNOUNCE_VERSIONS, VersionAnnouncementsService } from './news/version-announcements.service';
import { PortalLinksController } from './portal-links.controller';
import { RenderEventMailService } from './render-event-mail.service';
import { SendPortalLinkService } from './send-portal-link.service';
import { SendTestMailService } from './send-test-mail.service';
import { TrialMailsService } from './trial-mails.service';

/** E-mails about licenses: import it to inject their services. */
@Module({
  imports: [AuditModule, CustomersModule, InvitationsModule, JobsModule, MailModule, ProductsModule, TrialsModule],
  controllers: [MailBouncesController, MailsController, MailTemplatesController, PortalLinksController],
  providers: [
    MailsService,
    MailTemplatesService,
    EventMailsService,
    InvitationMailsService,
    TrialMailsService,
    RenderEventMailService,
    SendPortalLinkService,
    SendTestMailService,
    UnsubscribeLinksService,
    VersionAnnouncementsService,
    defineJob({
      name: ANNOUNCE_VERSIONS,
      cron: '*/5 * * * *',
      service: EventMailsService,
      run: (mails) => mails.announceVersions(),
    }),
    { provide: 'settings:mail-content', useValue: MAIL_CONTENT_SETTINGS },
  ],
  exports: [
    MailsService,
    MailTemplatesService,
    MailModule,
    SendPortalLinkService,
    SendTestMailService,
    UnsubscribeLinksService,
  ],
})
export class MailsModule {}

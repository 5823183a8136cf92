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
import { MailWebhooksController } from './webhooks/mail-webhooks.controller';
import { MailWebhooksService } from './webhooks/mail-webhooks.service';
import { MailgunAdapter } from './webhooks/mailgun.adapter';
import { PostmarkAdapter } from './webhooks/postmark.adapter';
import { SesAdapter } from './webhooks/ses.adapter';
import { SnsMessagesService } from './webhooks/sns-messages.service';
import { SnsRequestsService } from './webhooks/sns-requests.service';
import { MetricsModule } from '../platform/monitoring/metrics.module';
import { UnsubscribeLinksService } from './news/unsubscribe-links.service';
import { ANNOUNCE_VERSIONS, VersionAnnouncementsService } from './news/version-announcements.service';
import { PortalLinksController } from './portal-links.controller';
import { RenderEventMailService } from './render-event-mail.service';
import { SendPortalLinkService } from './send-portal-link.service';
import { SendTestMailService } from './send-test-mail.service';
import { TrialMailsService } from './trial-mails.service';

/** E-mails about licenses: import it to inject their services. */
@Module({
  imports: [
    AuditModule,
    CustomersModule,
    InvitationsModule,
    JobsModule,
    MailModule,
    MetricsModule,
    ProductsModule,
    TrialsModule,
  ],
  controllers: [
    MailBouncesController,
    MailsController,
    MailTemplatesController,
    MailWebhooksController,
    PortalLinksController,
  ],
  providers: [
    MailsService,
    MailTemplatesService,
    EventMailsService,
    InvitationMailsService,
    TrialMailsService,
    RenderEventMailService,
    SendPortalLinkService,
    SendTestMailService,
    MailWebhooksService,
    MailgunAdapter,
    PostmarkAdapter,
    SesAdapter,
    SnsMessagesService,
    SnsRequestsService,
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

import { Module } from '@nestjs/common';
import { defineJob } from '../jobs/define-job';
import { MetricsModule } from '../monitoring/metrics.module';
import { MailBouncesService } from './mail-bounces.service';
import { MailMetricsService } from './mail-metrics.service';
import { MAIL_ALERT_SETTINGS, MailQueueAgeRule } from './mail-queue-age.rule';
import { MAIL_SERVER_SETTINGS } from './mail.settings';
import { MailReportsService } from './mail-reports.service';
import { MailQueueService } from './mail-queue.service';
import { MailSenderService } from './mail-sender.service';
import { ManageUrlService } from './manage-url.service';
import { SweepMailsService } from './sweep-mails.service';

/** Sending of e-mails: import it to inject `MailQueueService`. */
@Module({
  imports: [MetricsModule],
  providers: [
    MailBouncesService,
    MailMetricsService,
    MailQueueAgeRule,
    MailQueueService,
    MailReportsService,
    MailSenderService,
    ManageUrlService,
    SweepMailsService,
    { provide: 'settings:mail', useValue: MAIL_SERVER_SETTINGS },
    { provide: 'settings:mail-alerts', useValue: MAIL_ALERT_SETTINGS },
    defineJob({
      name: 'sweep-mails',
      cron: '40 3 * * *',
      service: SweepMailsService,
      run: (mails) => mails.deleteOld(),
    }),
  ],
  exports: [MailBouncesService, MailQueueService, MailReportsService, MailSenderService, ManageUrlService],
})
export class MailModule {}

import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { wholeNumber } from '../../common/settings/setting-definition';
import { AlertRule } from '../alerts/alert-rule';
import { CommonSettings } from '../settings/known-settings';
import { SettingValuesService } from '../settings/setting-values.service';
import { MailQueueService } from './mail-queue.service';

const QUEUE_AGE = wholeNumber({
  name: 'alerts.mail_queue_seconds',
  description:
    'Age in seconds of the oldest e-mail that is not sent yet above which the alert mail_queue_age is raised; 0 disables it.',
  default: 3_600,
  min: 0,
  max: 86_400,
});

export const MAIL_ALERT_SETTINGS = new CommonSettings([QUEUE_AGE]);

/** E-mails are not sent: the SMTP server refuses them, or no node sends. */
@Injectable()
export class MailQueueAgeRule extends AlertRule {
  readonly type = 'mail_queue_age';
  readonly scope = 'cluster';

  constructor(
    private readonly queue: MailQueueService,
    private readonly settings: SettingValuesService,
    private readonly clock: Clock,
  ) {
    super();
  }

  async check(): Promise<string | null> {
    const limit = this.settings.get(QUEUE_AGE);
    const oldest = limit > 0 && this.queue.isOn ? await this.queue.oldestQueuedAt() : null;
    const age = oldest ? Math.floor((this.clock.now().getTime() - oldest.getTime()) / 1_000) : 0;
    return age > limit ? `An e-mail has been waiting for ${age} seconds; the limit is ${limit}` : null;
  }
}

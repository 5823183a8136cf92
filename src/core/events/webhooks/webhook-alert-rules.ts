import { Injectable } from '@nestjs/common';
import { wholeNumber } from '../../common/settings/setting-definition';
import { AlertRule } from '../../platform/alerts/alert-rule';
import { CommonSettings } from '../../platform/settings/known-settings';
import { SettingValuesService } from '../../platform/settings/setting-values.service';
import { WebhookEndpointsService } from './webhook-endpoints.service';
import { WebhookQueueService } from './webhook-queue.service';

const QUEUE_AGE = wholeNumber({
  name: 'alerts.webhook_queue_seconds',
  description:
    'Age in seconds of the oldest due webhook delivery above which the alert webhook_queue_age is raised; 0 disables it.',
  default: 300,
  min: 0,
  max: 86_400,
});

export const WEBHOOK_ALERT_SETTINGS = new CommonSettings([QUEUE_AGE]);

/** Webhook deliveries are due, but no node sends them. */
@Injectable()
export class WebhookQueueAgeRule extends AlertRule {
  readonly type = 'webhook_queue_age';
  readonly scope = 'cluster';

  constructor(
    private readonly queue: WebhookQueueService,
    private readonly settings: SettingValuesService,
  ) {
    super();
  }

  async check(): Promise<string | null> {
    const limit = this.settings.get(QUEUE_AGE);
    const age = limit > 0 ? Math.floor((await this.queue.oldestDueAgeMs()) / 1_000) : 0;
    return age > limit ? `A webhook delivery has been due for ${age} seconds; the limit is ${limit}` : null;
  }
}

/** Keyward stopped sending to an endpoint that no admin disabled. Contains ids: a URL may contain a secret. */
@Injectable()
export class DisabledWebhookRule extends AlertRule {
  readonly type = 'webhook_disabled';
  readonly scope = 'cluster';

  constructor(private readonly endpoints: WebhookEndpointsService) {
    super();
  }

  async check(): Promise<string | null> {
    const disabled = await this.endpoints.disabledByFailures();
    const names = disabled.map(({ uid, disabledReason }) => `${uid} (${disabledReason})`);
    return names.length > 0 ? `Webhooks were disabled: ${names.join(', ')}` : null;
  }
}

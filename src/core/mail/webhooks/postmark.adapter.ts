import { Injectable } from '@nestjs/common';
import { constantTimeEqual } from '../../common/constant-time-equal';
import type { Bounce } from '../../platform/mail/mail-bounces.service';
import type { VerifiedReport } from '../../platform/mail/mail-reports.service';
import { POSTMARK_METADATA } from '../../platform/mail/provider-headers';
import { SettingValuesService } from '../../platform/settings/setting-values.service';
import { MAIL_WEBHOOKS } from './mail-webhook.settings';
import {
  bounceOf,
  InvalidMailWebhook,
  type MailWebhookAdapter,
  type MailWebhookRequest,
  nameOf,
  textAt,
  valueAt,
} from './mail-webhook';

/** Types of bounces after which Postmark takes no e-mail to the address any more. */
const PERMANENT = ['HardBounce', 'BadEmailAddress', 'ManuallyDeactivated', 'SpamComplaint'];
/** Types by which the e-mail did not arrive. Others, such as absence notices and delays, say nothing about that. */
const UNDELIVERED = ['SoftBounce', 'Blocked', 'DMARCPolicy', 'SMTPApiError'];

/** Postmark signs nothing: the address of the webhook has a user and a password, which are sent as HTTP Basic. */
@Injectable()
export class PostmarkAdapter implements MailWebhookAdapter {
  constructor(private readonly settings: SettingValuesService) {}

  verify({ body, headers }: MailWebhookRequest): VerifiedReport {
    const secret = this.settings.get(MAIL_WEBHOOKS.postmarkPassword);
    if (secret === '' || !constantTimeEqual(passwordIn(headers.authorization), secret)) {
      throw new InvalidMailWebhook('signature');
    }
    const record = textAt(body, 'RecordType');
    // Events about the same e-mail have ids of their own, but not of all types.
    const id = nameOf(textAt(body, 'ID') || textAt(body, 'MessageID'));
    return {
      id: nameOf(`${record}:${id}`),
      bounces: record === 'Bounce' || record === 'SpamComplaint' ? bouncesIn(body) : [],
    };
  }
}

function bouncesIn(body: unknown): readonly Bounce[] {
  const type = textAt(body, 'Type');
  const isPermanent = PERMANENT.includes(type) || valueAt(body, 'Inactive') === true;
  if (!isPermanent && !UNDELIVERED.includes(type)) {
    return [];
  }
  return bounceOf({
    address: textAt(body, 'Email'),
    reason: [textAt(body, 'Name') || type, textAt(body, 'Details') || textAt(body, 'Description')].join(': '),
    messageId: textAt(body, 'Metadata', POSTMARK_METADATA),
    isPermanent,
    hasArrived: type === 'SpamComplaint',
  });
}

function passwordIn(authorization = ''): string {
  const [, encoded = ''] = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(authorization) ?? [];
  const [, ...password] = Buffer.from(encoded, 'base64').toString().split(':');
  return password.join(':');
}

import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { constantTimeEqual } from '../../common/constant-time-equal';
import type { Bounce } from '../../platform/mail/mail-bounces.service';
import type { VerifiedReport } from '../../platform/mail/mail-reports.service';
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

const HOUR = 3_600_000;
/** Mailgun sends an event again for eight hours. Its token is kept for longer. */
const MAX_AGE_MS = 9 * HOUR;
const MAX_AHEAD_MS = 300_000;
/** Permanent failures that do not mean that the address does not work: Mailgun gave up, was blocked, or the reader has unsubscribed. */
const OTHER_REASONS = ['old', 'espblock', 'suppress-unsubscribe'];

/** Mailgun signs a time and a token. The event is not signed: so a token is taken for one event alone. */
@Injectable()
export class MailgunAdapter implements MailWebhookAdapter {
  constructor(private readonly settings: SettingValuesService) {}

  verify({ body, receivedAt }: MailWebhookRequest): VerifiedReport {
    const [timestamp, token] = [textAt(body, 'signature', 'timestamp'), textAt(body, 'signature', 'token')];
    this.refuseForged(timestamp, token, textAt(body, 'signature', 'signature'));
    const age = receivedAt.getTime() - Number(timestamp) * 1_000;
    if (!(age <= MAX_AGE_MS && age >= -MAX_AHEAD_MS)) {
      throw new InvalidMailWebhook('stale');
    }
    const event = valueAt(body, 'event-data');
    return { id: nameOf(textAt(event, 'id')), token: nameOf(token), bounces: bouncesIn(event) };
  }

  private refuseForged(timestamp: string, token: string, signature: string): void {
    const key = this.settings.get(MAIL_WEBHOOKS.mailgunSigningKey);
    const expected = createHmac('sha256', key).update(`${timestamp}${token}`).digest('hex');
    // Both are signed as one text: without a fixed form, a part of one could be moved to the other.
    const isWhole = /^\d{10}$/.test(timestamp) && token !== '';
    if (key === '' || !isWhole || !constantTimeEqual(signature, expected)) {
      throw new InvalidMailWebhook('signature');
    }
  }
}

function bouncesIn(event: unknown): readonly Bounce[] {
  const kind = textAt(event, 'event');
  const isComplaint = kind === 'complained';
  if (!isComplaint && !(kind === 'failed' && textAt(event, 'severity') === 'permanent')) {
    return [];
  }
  return bounceOf({
    address: textAt(event, 'recipient'),
    reason: isComplaint ? 'Spam complaint' : failureOf(event),
    messageId: textAt(event, 'message', 'headers', 'message-id'),
    isPermanent: isComplaint || !OTHER_REASONS.includes(textAt(event, 'reason')),
    hasArrived: isComplaint,
  });
}

function failureOf(event: unknown): string {
  const status = (name: string): string => textAt(event, 'delivery-status', name);
  return `${status('code')} ${status('message') || status('description') || textAt(event, 'reason')}`;
}

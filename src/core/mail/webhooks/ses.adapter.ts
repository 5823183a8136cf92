import { Injectable } from '@nestjs/common';
import type { Bounce } from '../../platform/mail/mail-bounces.service';
import type { VerifiedReport } from '../../platform/mail/mail-reports.service';
import {
  bounceOf,
  InvalidMailWebhook,
  listAt,
  type MailWebhookAdapter,
  type MailWebhookRequest,
  nameOf,
  textAt,
  valueAt,
} from './mail-webhook';
import { SnsMessagesService } from './sns-messages.service';

/** Transient bounces by which the e-mail did not arrive. `General` ones may be absence notices. */
const UNDELIVERED = ['MailboxFull', 'MessageTooLarge', 'ContentRejected', 'AttachmentRejected'];
/** A reader's correction: the e-mail is no spam. */
const NOT_SPAM = 'not-spam';

/** Amazon SES reports through Amazon SNS, which signs. */
@Injectable()
export class SesAdapter implements MailWebhookAdapter {
  constructor(private readonly messages: SnsMessagesService) {}

  async verify({ body, receivedAt }: MailWebhookRequest): Promise<VerifiedReport | null> {
    const message = await this.messages.verify(body, receivedAt);
    if (message.Type === 'SubscriptionConfirmation') {
      await this.messages.confirm(message);
      return null;
    }
    const id = nameOf(message.MessageId);
    return { id, bounces: message.Type === 'Notification' ? bouncesIn(jsonIn(message.Message)) : [] };
  }
}

/** Notifications of an identity name their `notificationType`, those of a configuration set their `eventType`. */
function bouncesIn(notification: unknown): readonly Bounce[] {
  const type = textAt(notification, 'notificationType') || textAt(notification, 'eventType');
  const messageId = messageIdIn(valueAt(notification, 'mail'));
  if (type === 'Bounce') {
    return bouncedIn(valueAt(notification, 'bounce'), messageId);
  }
  return type === 'Complaint' ? complainedIn(valueAt(notification, 'complaint'), messageId) : [];
}

function bouncedIn(bounce: unknown, messageId: string): readonly Bounce[] {
  const isPermanent = textAt(bounce, 'bounceType') === 'Permanent';
  const kind = textAt(bounce, 'bounceSubType');
  if (!isPermanent && !UNDELIVERED.includes(kind)) {
    return [];
  }
  return listAt(bounce, 'bouncedRecipients').flatMap((recipient) =>
    bounceOf({
      address: textAt(recipient, 'emailAddress'),
      reason: textAt(recipient, 'diagnosticCode') || kind,
      messageId,
      isPermanent,
    }),
  );
}

function complainedIn(complaint: unknown, messageId: string): readonly Bounce[] {
  const kind = textAt(complaint, 'complaintFeedbackType');
  if (kind === NOT_SPAM) {
    return [];
  }
  const reason = kind === '' ? 'Complaint' : `Complaint: ${kind}`;
  return listAt(complaint, 'complainedRecipients').flatMap((recipient) =>
    bounceOf({ address: textAt(recipient, 'emailAddress'), reason, messageId, isPermanent: true, hasArrived: true }),
  );
}

/** Our own, which SES replaces: it is there if the topic includes the original headers. */
function messageIdIn(mail: unknown): string {
  const header = listAt(mail, 'headers').find((one) => textAt(one, 'name').toLowerCase() === 'message-id');
  return textAt(header, 'value') || textAt(mail, 'commonHeaders', 'messageId');
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidMailWebhook('malformed');
  }
}

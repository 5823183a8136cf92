import { createVerify, X509Certificate } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { problem } from '../../common/errors/domain-error';
import { SettingValuesService } from '../../platform/settings/setting-values.service';
import { MAIL_WEBHOOKS, TOPIC } from './mail-webhook.settings';
import { InvalidMailWebhook, textAt } from './mail-webhook';
import { SnsRequestsService } from './sns-requests.service';

const FIELDS = ['Type', 'MessageId', 'TopicArn', 'Message', 'Timestamp', 'SubscribeURL', 'Token', 'Subject'] as const;
/** A message of Amazon SNS; a field that it lacks is empty. */
export type SnsMessage = Readonly<Record<(typeof FIELDS)[number], string>>;

/** Signed fields, in this order; one that is empty is left out. */
const SIGNED = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
  UnsubscribeConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
} as const;

const ALGORITHMS: Readonly<Record<string, string>> = { 1: 'RSA-SHA1', 2: 'RSA-SHA256' };
const CERTIFICATE = /^\/SimpleNotificationService-[0-9a-f]{1,64}\.pem$/;
/** SNS sends a message again for an hour, by its widest policy of retries. */
const MAX_AGE_MS = 3_900_000;
const MAX_AHEAD_MS = 300_000;
const MAX_CERTIFICATES = 8;

/** Verifies the messages of topics that the settings name. Every AWS account can have messages signed, by topics of its own. */
@Injectable()
export class SnsMessagesService {
  private readonly logger = new Logger('Mail');
  private readonly certificates = new Map<string, X509Certificate>();

  constructor(
    private readonly settings: SettingValuesService,
    private readonly requests: SnsRequestsService,
  ) {}

  /** @throws InvalidMailWebhook */
  async verify(body: unknown, receivedAt: Date): Promise<SnsMessage> {
    const message = Object.fromEntries(FIELDS.map((name) => [name, textAt(body, name)])) as SnsMessage;
    const signed = isKnownType(message.Type) ? SIGNED[message.Type] : undefined;
    const host = this.hostOf(message.TopicArn);
    const algorithm = ALGORITHMS[textAt(body, 'SignatureVersion')];
    if (!signed || host === undefined || algorithm === undefined) {
      throw new InvalidMailWebhook('signature');
    }
    refuseStale(message, receivedAt);
    const certificate = await this.certificateAt(urlOf(textAt(body, 'SigningCertURL'), host), receivedAt);
    const text = signed.flatMap((name) => (message[name] === '' ? [] : [`${name}\n${message[name]}\n`])).join('');
    const signature = Buffer.from(textAt(body, 'Signature'), 'base64');
    if (!createVerify(algorithm).update(text).verify(certificate.publicKey, signature)) {
      throw new InvalidMailWebhook('signature');
    }
    return message;
  }

  /** Lets SNS send the notifications of the topic. It asks again if this fails. */
  async confirm({ TopicArn, SubscribeURL }: SnsMessage): Promise<void> {
    const url = urlOf(SubscribeURL, this.hostOf(TopicArn));
    if (url.searchParams.get('Action') !== 'ConfirmSubscription' || url.searchParams.get('TopicArn') !== TopicArn) {
      throw new InvalidMailWebhook('malformed');
    }
    await this.read(url);
    this.logger.log(`The webhook of the topic ${TopicArn} was confirmed`);
  }

  /** The host of a topic that the settings name; undefined for another topic. */
  private hostOf(topic: string): string | undefined {
    const [, partition, region] = this.settings.get(MAIL_WEBHOOKS.sesTopics).includes(topic)
      ? (TOPIC.exec(topic) ?? [])
      : [];
    return region && `sns.${region}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}`;
  }

  private async certificateAt(url: URL, now: Date): Promise<X509Certificate> {
    if (!CERTIFICATE.test(url.pathname) || url.search !== '') {
      throw new InvalidMailWebhook('signature');
    }
    const known = this.certificates.get(url.href) ?? new X509Certificate(await this.read(url));
    if (new Date(known.validFrom) > now || new Date(known.validTo) < now) {
      this.certificates.delete(url.href);
      throw new InvalidMailWebhook('signature');
    }
    const [oldest] = this.certificates.size >= MAX_CERTIFICATES ? this.certificates.keys() : [];
    if (oldest !== undefined && !this.certificates.has(url.href)) {
      this.certificates.delete(oldest);
    }
    this.certificates.set(url.href, known);
    return known;
  }

  private async read(url: URL): Promise<Buffer> {
    try {
      return await this.requests.read(url.href);
    } catch (error) {
      this.logger.warn(`${url.host} did not answer a request about a webhook: ${String(error)}`);
      throw problem('MAIL_WEBHOOK_UNVERIFIED');
    }
  }
}

/** An address of SNS in the region of the topic, and nowhere else. */
function urlOf(text: string, host: string | undefined): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url?.protocol === 'https:' && url.username === '' && url.password === '' && url.host === host;
  if (!url || !isPlain) {
    throw new InvalidMailWebhook('signature');
  }
  return url;
}

function refuseStale({ Timestamp }: SnsMessage, receivedAt: Date): void {
  const age = receivedAt.getTime() - new Date(Timestamp).getTime();
  if (!(age <= MAX_AGE_MS && age >= -MAX_AHEAD_MS)) {
    throw new InvalidMailWebhook('stale');
  }
}

function isKnownType(type: string): type is keyof typeof SIGNED {
  return Object.hasOwn(SIGNED, type);
}

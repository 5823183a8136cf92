import { setTimeout as elapsed } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import type { Transporter } from 'nodemailer';
import { BackgroundLoop } from '../../common/background-loop';
import { Clock } from '../../common/clock';
import { DatabaseClock } from '../database/database-clock';
import { SettingValuesService } from '../settings/setting-values.service';
import { MailMetricsService } from './mail-metrics.service';
import type { Mail } from './mail.entity';
import {
  type ClaimedMail,
  type MailContent,
  MailQueueService,
  type NewMail,
  type RenderedMail,
} from './mail-queue.service';
import { MAIL_SERVER } from './mail.settings';
import { readMailbox } from './mailbox';
import { providerHeaders } from './provider-headers';
import { CONNECTIONS, createSmtpTransport } from './smtp-transport';

/** The queue is read this often although nothing woke the sender: the precision of the schedule. */
const INTERVAL_MS = 5_000;
/** Time that a stopping node waits for e-mails that are being sent. */
const STOP_TIMEOUT_MS = 3_000;

/** The subject of an e-mail is not stored any more, or its template cannot be rendered. */
export class Unrenderable extends Error {}

/** The recipient does not want the e-mail, or its address does not work. */
export class Suppressed extends Error {}

/**
 * Sends the e-mails of the queue. It is a loop of its own and no job, because a job occupies a worker while it waits for the
 * server. No database connection is held meanwhile. An e-mail whose node dies is sent again once, with its Message-ID.
 */
@Injectable()
export class MailSenderService implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Mail');
  private kinds: readonly string[] = [];
  private render: (mail: ClaimedMail) => Promise<RenderedMail> = () => Promise.reject(new Unrenderable());
  private sending: BackgroundLoop | undefined;
  private stopTicking = (): void => undefined;
  private connection: { readonly url: string; readonly transport: Promise<Transporter> } | undefined;

  constructor(
    private readonly queue: MailQueueService,
    private readonly settings: SettingValuesService,
    private readonly clock: Clock,
    private readonly databaseClock: DatabaseClock,
    private readonly metrics: MailMetricsService,
  ) {}

  /** Renders e-mails of these kinds from their events. It throws Unrenderable for one that cannot be sent any more, or Suppressed. */
  renderWith(kinds: readonly string[], render: (mail: ClaimedMail) => Promise<RenderedMail>): void {
    this.kinds = kinds;
    this.render = render;
  }

  /** This node sends nothing before. */
  start(): void {
    this.sending = new BackgroundLoop(
      () => this.sendIfOn(),
      (error) => this.logger.error(error),
    );
    this.queue.onQueued(() => this.sending?.wake());
    this.stopTicking = this.clock.every(INTERVAL_MS, () => Promise.resolve(this.sending?.wake()));
  }

  /** Runs before the database is closed. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopTicking();
    await Promise.race([this.sending?.stop(), elapsed(STOP_TIMEOUT_MS, undefined, { ref: false })]);
    await this.disconnect();
  }

  /** Sends an e-mail at once, with a single try, and returns its entry in the log. */
  async sendNow(mail: NewMail): Promise<Mail> {
    const taken = await this.queue.addTaken(mail);
    await this.send(taken, true);
    return this.queue.outcome(taken.id);
  }

  private async sendIfOn(): Promise<void> {
    if (this.queue.isOn) {
      await this.databaseClock.followIfRight(() => this.sendDue());
    } else {
      await this.disconnect();
    }
  }

  private async sendDue(): Promise<void> {
    const claimed = await this.queue.claim(CONNECTIONS, this.kinds);
    await Promise.all(claimed.map((mail) => this.send(mail)));
    // The next e-mail of a thread waited for these.
    if (claimed.length === CONNECTIONS || claimed.some(({ thread }) => thread !== null)) {
      this.sending?.wake();
    } else {
      // Servers close idle connections.
      await this.disconnect();
    }
  }

  /** @param isOnce whether it is not tried again */
  private async send(mail: ClaimedMail, isOnce = false): Promise<void> {
    let sent: MailContent;
    try {
      sent = await this.deliver(mail);
    } catch (error) {
      await this.recordError(mail, error, isOnce);
      return;
    }
    this.metrics.count(mail.kind, 'sent');
    await this.queue.recordSent(mail, sent.subject);
  }

  private async recordError(mail: ClaimedMail, error: unknown, isOnce: boolean): Promise<void> {
    if (error instanceof Suppressed) {
      this.metrics.count(mail.kind, 'suppressed');
      await this.queue.recordSuppressed(mail, error.message);
      return;
    }
    this.logger.warn(`An e-mail of the kind ${mail.kind} was not sent: ${reasonOf(error)}`);
    const isLast = await this.queue.recordFailure(mail, reasonOf(error), isOnce || isFinal(error));
    this.metrics.count(mail.kind, isLast ? 'failed' : 'retry');
  }

  private async deliver(mail: ClaimedMail): Promise<MailContent> {
    const { kind, to, subject, html, text, attachment, messageId } = mail;
    const { headers, ...content }: RenderedMail =
      subject !== null && html !== null && text !== null ? { subject, html, text } : await this.render(mail);
    const url = this.settings.get(MAIL_SERVER.smtpUrl);
    const transport = await this.transport(url);
    await transport.sendMail({
      ...content,
      from: readMailbox(this.settings.get(MAIL_SERVER.from)),
      to: { name: '', address: to },
      messageId,
      attachments: attachment ? [attachment] : [],
      // Prevents answers by absence notices.
      headers: {
        'Auto-Submitted': 'auto-generated',
        'X-Keyward-Kind': kind,
        ...providerHeaders(url, messageId),
        ...headers,
      },
    });
    return content;
  }

  private async transport(url: string): Promise<Transporter> {
    if (this.connection?.url !== url) {
      await this.disconnect();
      this.connection = { url, transport: createSmtpTransport(url) };
    }
    return this.connection.transport;
  }

  private async disconnect(): Promise<void> {
    const transport = this.connection?.transport;
    this.connection = undefined;
    (await transport)?.close();
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The e-mail has no content, or the server refuses it for good: a reply code from 500 (RFC 5321, 4.2.1) to the sender, the recipient or the content. */
function isFinal(error: unknown): boolean {
  if (error instanceof Unrenderable) {
    return true;
  }
  if (!(error instanceof Error) || !('responseCode' in error) || !('command' in error)) {
    return false;
  }
  return Number(error.responseCode) >= 500 && /^(MAIL FROM|RCPT TO|DATA)$/.test(String(error.command));
}

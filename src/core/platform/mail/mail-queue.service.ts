import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../database/unit-of-work';
import { SettingValuesService } from '../settings/setting-values.service';
import { Mail, type MailAttachment } from './mail.entity';
import { MAIL_SERVER } from './mail.settings';
import { readMailbox } from './mailbox';

/** An e-mail whose node died is taken by another after this time. Longer than a try takes, at its slowest. */
export const LEASE_MS = 120_000;
/** An e-mail that nodes took and did not finish this often is not sent again: the recipient may have got it each time. */
const MAX_UNKNOWN = 2;
const MINUTE = 60_000;
/** Pauses between tries: 8 tries in a day. */
const PAUSES = [1, 5, 15, 60, 180, 420, 720].map((minutes) => minutes * MINUTE);
/** An e-mail waits so long at most for an earlier one of its thread: all tries end before. */
const HELD_FOR_MS = 24 * 60 * MINUTE;
const MAX_ERROR = 1_000;

export interface MailContent {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** An e-mail that was rendered from its event, with headers of its kind. */
export interface RenderedMail extends MailContent {
  readonly headers?: Readonly<Record<string, string>>;
}

export interface NewMail extends Pick<Mail, 'kind' | 'language' | 'to'>, MailContent {
  readonly customerId?: number | null;
  readonly attachment?: MailAttachment;
}

/** An e-mail that this node has taken. One without a content is rendered from its event. */
export type ClaimedMail = Pick<
  Mail,
  | 'id'
  | 'kind'
  | 'to'
  | 'customerId'
  | 'language'
  | 'eventId'
  | 'eventAt'
  | 'subject'
  | 'html'
  | 'text'
  | 'attachment'
  | 'messageId'
  | 'thread'
  | 'tries'
  | 'failures'
>;

/** The outbox of e-mails: written in the transaction of what they tell, and taken by one node at a time. */
@Injectable()
export class MailQueueService {
  private readonly listeners: (() => void)[] = [];

  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: SettingValuesService,
  ) {}

  /** Whether e-mails are made. They are tried again later if the URL of the SMTP server cannot be decrypted. */
  get isOn(): boolean {
    return this.settings.isSet(MAIL_SERVER.smtpUrl) && this.settings.isSet(MAIL_SERVER.from);
  }

  /** The part of Message-IDs after the `@`: the host of the sender's address. */
  get messageHost(): string {
    return readMailbox(this.settings.get(MAIL_SERVER.from))?.address.split('@').at(-1) ?? 'localhost';
  }

  onQueued(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Joins the caller's transaction. */
  async add(mail: NewMail): Promise<Mail> {
    const saved = await this.work.manager.save(this.row(mail));
    this.announce();
    return saved;
  }

  /** Adds an e-mail that this node has taken already, for its first try. */
  addTaken(mail: NewMail): Promise<Mail> {
    const row = this.row(mail);
    row.dueAt = new Date(row.dueAt.getTime() + LEASE_MS);
    row.tries = 1;
    row.failures = 0;
    return this.work.manager.save(row);
  }

  private row({ to, customerId = null, ...mail }: NewMail): Mail {
    const now = this.clock.now();
    return this.work.manager.create(Mail, {
      ...mail,
      to: to.toLowerCase(),
      customerId,
      messageId: `<${randomUUID()}@${this.messageHost}>`,
      dueAt: now,
      createdAt: now,
    });
  }

  /** Wakes this node's sender after the commit. */
  announce(): void {
    this.work.afterCommit(() => this.listeners.forEach((listener) => listener()));
  }

  /**
   * Takes e-mails that are due, of each thread the earliest that is not finished. Ends those that were taken too often without a known outcome.
   * @param kinds that this node can render from events; those of a later release are left to its nodes
   */
  async claim(limit: number, kinds: readonly string[]): Promise<ClaimedMail[]> {
    const now = this.clock.now();
    const leaseEnd = new Date(now.getTime() + LEASE_MS);
    const parameters = [now, leaseEnd, limit, MAX_UNKNOWN, kinds, new Date(now.getTime() - HELD_FOR_MS)];
    const [rows] = await this.work.manager.query<[ClaimedMail[], number]>(CLAIM, parameters);
    return rows.filter(({ tries, failures }) => tries - failures <= MAX_UNKNOWN);
  }

  /** Whether it was sent, and the error of the last try. */
  async outcome(id: number): Promise<Mail> {
    return this.work.manager.findOneByOrFail(Mail, { id });
  }

  async recordSent({ id, tries }: ClaimedMail, subject: string): Promise<void> {
    await this.work.manager.query(RECORD_SENT, [id, tries, this.clock.now(), subject]);
  }

  /** The recipient does not want the e-mail, or cannot get it. */
  async recordSuppressed({ id, tries }: ClaimedMail, reason: string): Promise<void> {
    await this.work.manager.query(RECORD_SUPPRESSED, [id, tries, this.clock.now(), reason]);
  }

  /** When the oldest e-mail that is not finished was queued; null if there is none. */
  async oldestQueuedAt(): Promise<Date | null> {
    const [{ at }] = await this.work.manager.query<[{ at: Date | null }]>(OLDEST_QUEUED);
    return at;
  }

  /**
   * Returns whether the e-mail is given up.
   * @param isFinal whether another try would fail too
   */
  async recordFailure({ id, tries, failures }: ClaimedMail, error: string, isFinal: boolean): Promise<boolean> {
    const now = this.clock.now();
    const pause = isFinal ? undefined : PAUSES[failures];
    const dueAt = pause === undefined ? null : new Date(now.getTime() + pause);
    await this.work.manager.query(RECORD_FAILURE, [id, tries, now, dueAt, error.slice(0, MAX_ERROR)]);
    return dueAt === null;
  }
}

// An e-mail that another node has taken is queued until its outcome is recorded, and holds back the later ones until then.
const CLAIM = `
  WITH due AS MATERIALIZED (
    SELECT id, tries - failures < $4 AS may_be_sent FROM mails
    WHERE state = 'queued' AND due_at <= $1 AND (event_id IS NULL OR kind = ANY($5)) AND NOT EXISTS (
      SELECT FROM mails AS earlier
      WHERE earlier.state = 'queued' AND earlier.thread IS NOT NULL AND earlier.thread = mails.thread
        AND earlier.to_address = mails.to_address AND (earlier.event_id, earlier.id) < (mails.event_id, mails.id)
        AND earlier.created_at > $6
    )
    ORDER BY due_at, id LIMIT $3 FOR UPDATE SKIP LOCKED
  )
  UPDATE mails AS mail SET due_at = $2, tries = mail.tries + 1,
    state = CASE WHEN may_be_sent THEN 'queued' ELSE 'failed' END,
    finished_at = CASE WHEN may_be_sent THEN NULL ELSE $1::timestamptz END,
    error = CASE WHEN may_be_sent THEN mail.error
      ELSE 'The server stopped during each try: it is unknown whether the e-mail was sent' END,
    html = CASE WHEN may_be_sent THEN mail.html END,
    text = CASE WHEN may_be_sent THEN mail.text END,
    attachment = CASE WHEN may_be_sent THEN mail.attachment END
  FROM due
  WHERE mail.id = due.id
  RETURNING mail.id, mail.kind, mail.to_address AS to, mail.customer_id AS "customerId", mail.language, mail.event_id AS "eventId",
    mail.event_at AS "eventAt", mail.subject, mail.html, mail.text, mail.attachment, mail.message_id AS "messageId", mail.thread, mail.tries,
    mail.failures`;

// Nothing is recorded of an e-mail that another node has taken since, because the lease ended.
const RECORD_SENT = `
  UPDATE mails SET state = 'sent', finished_at = $3, subject = $4, html = NULL, text = NULL, attachment = NULL, error = NULL
  WHERE id = $1 AND tries = $2 AND state = 'queued'`;

const RECORD_SUPPRESSED = `
  UPDATE mails SET state = 'suppressed', finished_at = $3, error = $4, html = NULL, text = NULL, attachment = NULL
  WHERE id = $1 AND tries = $2 AND state = 'queued'`;

const OLDEST_QUEUED = `SELECT min(created_at) AS at FROM mails WHERE state = 'queued'`;

const RECORD_FAILURE = `
  UPDATE mails SET failures = failures + 1, error = $5, due_at = COALESCE($4::timestamptz, due_at),
    state = CASE WHEN $4::timestamptz IS NULL THEN 'failed' ELSE 'queued' END,
    finished_at = CASE WHEN $4::timestamptz IS NULL THEN $3::timestamptz END,
    html = CASE WHEN $4::timestamptz IS NOT NULL THEN html END,
    text = CASE WHEN $4::timestamptz IS NOT NULL THEN text END,
    attachment = CASE WHEN $4::timestamptz IS NOT NULL THEN attachment END
  WHERE id = $1 AND tries = $2 AND state = 'queued'`;

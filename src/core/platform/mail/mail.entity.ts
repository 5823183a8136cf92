import { Check, Column, Entity, Generated, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

/** States of an e-mail; a `suppressed` one is not sent, because its address bounced. */
export const MAIL_STATES = ['queued', 'sent', 'failed', 'suppressed'] as const;
/** State of an e-mail. */
export type MailState = (typeof MAIL_STATES)[number];

export interface MailAttachment {
  readonly filename: string;
  readonly content: string;
}

/** Maximum length of the HTML and of the text. */
export const MAX_CONTENT = 300_000;

/** An e-mail, which stays as an entry of the log after it was sent. */
@Entity('mails')
@Index('mails_due', ['dueAt', 'id'], { where: `"state" = 'queued'` })
@Index('mails_thread', ['thread', 'to', 'eventId', 'id'], { where: `"state" = 'queued' AND "thread" IS NOT NULL` })
@Index('mails_state', ['state', 'id'])
@Index('mails_kind', ['kind', 'id'])
@Index('mails_recipient', ['to', 'id'])
@Index('mails_customer', ['customerId', 'id'], { where: `"customer_id" IS NOT NULL` })
@Index('mails_message', ['messageId'])
@Index('mails_news_unique', ['newsOf', 'customerId'], { unique: true, where: '"news_of" IS NOT NULL' })
@Check('mails_state_known', `"state" IN ('queued', 'sent', 'failed', 'suppressed')`)
@Check('mails_finished', `("state" = 'queued') = ("finished_at" IS NULL)`)
export class Mail {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'mails_pkey' })
  id!: number;

  @Index('mails_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Column({ type: 'varchar', length: 64 })
  kind!: string;

  /** Address in lower case. */
  @Column({ name: 'to_address', type: 'varchar', length: 255 })
  to!: string;

  @Column({ name: 'customer_id', type: 'bigint', nullable: true })
  customerId!: number | null;

  @ManyToOne('Customer', { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'customer_id', foreignKeyConstraintName: 'mails_customer_fkey' })
  customer?: object | null;

  @Column({ type: 'varchar', length: 8 })
  language!: string;

  /** The event that it tells of, from which it is rendered when it is sent; null for an e-mail with a content. */
  @Column({ name: 'event_id', type: 'bigint', nullable: true })
  eventId!: number | null;

  @Column({ name: 'event_at', type: 'timestamptz', precision: 3, nullable: true })
  eventAt!: Date | null;

  /** UUID of the order, or of the license without one, whose e-mails a recipient gets in the order of their events. */
  @Column({ type: 'uuid', nullable: true })
  thread!: string | null;

  /** UUID of the version that it announces: a customer is told once of each. */
  @Column({ name: 'news_of', type: 'uuid', nullable: true })
  newsOf!: string | null;

  /** Null until it is rendered. */
  @Column({ type: 'varchar', length: 500, nullable: true })
  subject!: string | null;

  /** Both are deleted when the e-mail is finished: they may contain license keys and sign-in links. */
  @Column({ type: 'varchar', length: MAX_CONTENT, nullable: true, select: false })
  html!: string | null;

  @Column({ type: 'varchar', length: MAX_CONTENT, nullable: true, select: false })
  text!: string | null;

  /** A file of the e-mail, deleted with its content. */
  @Column({ type: 'jsonb', nullable: true, select: false })
  attachment!: MailAttachment | null;

  /** The same for each try, so that the recipient's server recognizes an e-mail that it got twice. */
  @Column({ name: 'message_id', type: 'varchar', length: 320 })
  messageId!: string;

  @Column({ type: 'varchar', length: 16, default: 'queued' })
  state!: MailState;

  /** When it is tried next. A node that takes it moves this into the future, as its lease. */
  @Column({ name: 'due_at', type: 'timestamptz', precision: 3 })
  dueAt!: Date;

  /** Number of tries begun. */
  @Column({ type: 'integer', default: 0 })
  tries!: number;

  /** Number of tries that ended with an error; the outcome of the others is unknown while it is queued. */
  @Column({ type: 'integer', default: 0 })
  failures!: number;

  /** Error of the last failed try. */
  @Column({ type: 'varchar', length: 1000, nullable: true })
  error!: string | null;

  @Index('mails_created_at')
  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'finished_at', type: 'timestamptz', precision: 3, nullable: true })
  finishedAt!: Date | null;
}

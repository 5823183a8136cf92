import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A report of a mail provider that was carried out, kept so that it counts once. */
@Entity('mail_reports')
@Index('mail_reports_event', ['provider', 'eventId'])
export class MailReport {
  @PrimaryColumn({ type: 'varchar', length: 16, primaryKeyConstraintName: 'mail_reports_pkey' })
  provider!: string;

  /** A value that the provider signs once; the id of the event, if there is none. */
  @PrimaryColumn({ type: 'varchar', length: 255, primaryKeyConstraintName: 'mail_reports_pkey' })
  token!: string;

  /** The provider's id of the event, the same when it is sent again. */
  @Column({ name: 'event_id', type: 'varchar', length: 255 })
  eventId!: string;

  @Index('mail_reports_received_at')
  @Column({ name: 'received_at', type: 'timestamptz', precision: 3 })
  receivedAt!: Date;
}

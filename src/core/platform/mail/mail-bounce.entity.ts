import { Column, Entity, Generated, Index, PrimaryGeneratedColumn } from 'typeorm';

/** An address that does not take e-mails any more. */
@Entity('mail_bounces')
export class MailBounce {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'mail_bounces_pkey' })
  id!: number;

  @Index('mail_bounces_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  /** Lower case. */
  @Index('mail_bounces_email_unique', { unique: true })
  @Column({ type: 'varchar', length: 255 })
  email!: string;

  @Column({ type: 'varchar', length: 1000, nullable: true })
  reason!: string | null;

  /** Message-ID of the e-mail that came back. */
  @Column({ name: 'message_id', type: 'varchar', length: 320, nullable: true })
  messageId!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;
}

import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A form of a page that was sent. A change of it is made once. */
@Entity('sent_forms')
export class SentForm {
  /** Keyed hash of the sender, the path and the values, base64url. */
  @PrimaryColumn({ type: 'varchar', length: 43, primaryKeyConstraintName: 'sent_forms_pkey' })
  id!: string;

  /** The request that makes the change. */
  @Column({ type: 'uuid' })
  claim!: string;

  /** Set in the transaction of the change: from then on, no other request makes it. */
  @Column({ name: 'is_committed', type: 'boolean' })
  isCommitted!: boolean;

  /** Null while the change is being made, or if the process has ended before it answered. */
  @Column({ type: 'json', nullable: true })
  answer!: object | null;

  @Index('sent_forms_at')
  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;
}

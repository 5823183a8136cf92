import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { Activation } from '../activations/activation.entity';
import { License } from '../licenses/license.entity';
import { MAX_IDENTIFIER } from '../licenses/license-user.entity';

/** The place of a program that waits for a floating seat. Its order is that of the ids. */
@Entity('session_waits')
@Index('session_waits_license', ['licenseId', 'id'])
export class SessionWait {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'session_waits_pkey' })
  id!: number;

  @Column({ name: 'license_id', type: 'bigint' })
  licenseId!: number;

  @ManyToOne(() => License, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'license_id', foreignKeyConstraintName: 'session_waits_license_fkey' })
  license?: Relation<License>;

  /** Null for a place that an earlier version gave. */
  @Index('session_waits_activation')
  @Column({ name: 'activation_id', type: 'bigint', nullable: true })
  activationId!: number | null;

  @ManyToOne(() => Activation, { nullable: true, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'activation_id', foreignKeyConstraintName: 'session_waits_activation_fkey' })
  activation?: Relation<Activation> | null;

  /** User whom the program named, as license users are identified; null if it named none. */
  @Column({ type: 'varchar', length: MAX_IDENTIFIER, nullable: true })
  username!: string | null;

  /** SHA-256 of the token, base64url. */
  @Index('session_waits_token_unique', { unique: true })
  @Column({ name: 'token_hash', type: 'varchar', length: 43 })
  tokenHash!: string;

  /** Reservations whose seats it may take, when it asked last. */
  @Column({ name: 'reservation_ids', type: 'bigint', array: true })
  reservationIds!: number[];

  /** Seconds after it asked last for which the place is kept. */
  @Column({ type: 'integer' })
  patience!: number;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'asked_at', type: 'timestamptz', precision: 3 })
  askedAt!: Date;
}

/** The place has not ended. */
export const isWaiting = (now: string): string => `asked_at + make_interval(secs => patience) > ${now}`;

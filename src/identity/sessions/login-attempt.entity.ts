import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

const KEY = { primaryKeyConstraintName: 'login_attempts_pkey' };

/** Failed log-ins in a row, by name and address. What a name suffers from all addresses is their sum. */
@Entity('login_attempts')
export class LoginAttempt {
  /** SHA-256 of the name as given, so that the table is no list of names. */
  @PrimaryColumn({ ...KEY, name: 'name_hash', type: 'varchar', length: 43 })
  nameHash!: string;

  /** IPv6 by its /64. */
  @PrimaryColumn({ ...KEY, type: 'varchar', length: 64 })
  address!: string;

  @Column({ type: 'integer' })
  failures!: number;

  @Index('login_attempts_last')
  @Column({ name: 'last_at', type: 'timestamptz', precision: 3 })
  lastAt!: Date;

  @Column({ name: 'locked_until', type: 'timestamptz', precision: 3, nullable: true })
  lockedUntil!: Date | null;
}

import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

const KEY = { primaryKeyConstraintName: 'login_attempts_pkey' };

/** Consecutive failed logins by name and address. */
@Entity('login_attempts')
export class LoginAttempt {
  /** SHA-256 of the name as entered, so that the table does not reveal names. */
  @PrimaryColumn({ ...KEY, name: 'name_hash', type: 'varchar', length: 43 })
  nameHash!: string;

  /** The /64 network of an IPv6 address. */
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

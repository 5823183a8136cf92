import {
  Column,
  Entity,
  Generated,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  type Relation,
} from 'typeorm';
import { Activation } from '../activations/activation.entity';

/** Seconds between two beats that programs are asked to keep… */
export const HEARTBEAT_INTERVAL = 30;
/** …and without a beat for which a session is dead. */
export const SESSION_TIMEOUT = 60;

export const SESSION_ENDS = ['ended', 'timeout', 'deactivated'] as const;
export type SessionEnd = (typeof SESSION_ENDS)[number];

/** A program that is running now, on a floating seat. It stays readable when it has ended. */
@Entity('license_sessions')
@Index('license_sessions_license', ['licenseId', 'id'])
@Index('license_sessions_running', ['licenseId', 'lastBeatAt'], { where: '"ended_at" IS NULL' })
export class LicenseSession {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'license_sessions_pkey' })
  id!: number;

  @Index('license_sessions_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Column({ name: 'license_id', type: 'bigint' })
  licenseId!: number;

  @Index('license_sessions_activation')
  @Column({ name: 'activation_id', type: 'bigint' })
  activationId!: number;

  @ManyToOne(() => Activation, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'activation_id', foreignKeyConstraintName: 'license_sessions_activation_fkey' })
  activation?: Relation<Activation>;

  /** SHA-256 of the token, base64url. */
  @Index('license_sessions_token_unique', { unique: true })
  @Column({ name: 'token_hash', type: 'varchar', length: 43 })
  tokenHash!: string;

  @Column({ name: 'app_version', type: 'varchar', length: 255, nullable: true })
  appVersion!: string | null;

  /** What the program calls its machine, beside the device that it holds a seat by. */
  @Column({ name: 'machine_id', type: 'varchar', length: 255, nullable: true })
  machineId!: string | null;

  @Column({ type: 'varchar', length: 64, nullable: true })
  ip!: string | null;

  @Column({ name: 'started_at', type: 'timestamptz', precision: 3 })
  startedAt!: Date;

  @Column({ name: 'last_beat_at', type: 'timestamptz', precision: 3 })
  lastBeatAt!: Date;

  @Column({ name: 'ended_at', type: 'timestamptz', precision: 3, nullable: true })
  endedAt!: Date | null;

  @Column({ name: 'end_reason', type: 'varchar', length: 16, nullable: true })
  endReason!: SessionEnd | null;

  /** How it ended, if it has: of a program that fell silent, nobody may have noted it yet. */
  endBy(now: Date): { readonly at: Date; readonly reason: SessionEnd } | null {
    if (this.endedAt && this.endReason) {
      return { at: this.endedAt, reason: this.endReason };
    }
    const death = expiryAfter(this.lastBeatAt);
    return death <= now ? { at: death, reason: 'timeout' } : null;
  }
}

/** When a session is dead that last beat then. */
export function expiryAfter(beat: Date): Date {
  return new Date(beat.getTime() + SESSION_TIMEOUT * 1000);
}

/** A session is dead if its last beat was then or before. */
export function deadline(now: Date): Date {
  return new Date(now.getTime() - SESSION_TIMEOUT * 1000);
}

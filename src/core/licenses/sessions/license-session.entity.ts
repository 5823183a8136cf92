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
import { MAX_IDENTIFIER } from '../licenses/license-user.entity';
import { SessionReservation } from './session-reservation.entity';

/** Reasons for which a session of a floating license ended. */
export const SESSION_ENDS = ['ended', 'timeout', 'deactivated', 'ended_by_admin', 'idle'] as const;

/** Longest message of an admin who ends a session. */
export const MAX_END_MESSAGE = 500;
/** Reason for which a session of a floating license ended. */
export type SessionEnd = (typeof SESSION_ENDS)[number];

/** Share of its lease after which a session is silent: programs are asked for a heartbeat after half of it. */
export const SILENT_SHARE = 0.75;

/** Signed answers to heartbeats name what the start of the session named: the program knows its license by that. */
export interface SessionSubject {
  /** SHA-256 of the license key. */
  readonly keyHash: string;
  /** In canonical form; null if it names no device. */
  readonly fingerprint: string | null;
  /** Reference of the product. */
  readonly product?: string;
}

/** A running program on a floating seat. Ended sessions are kept. */
@Entity('license_sessions')
@Index('license_sessions_license', ['licenseId', 'id'])
@Index('license_sessions_running', ['licenseId', 'lastHeartbeatAt', 'lease'], { where: '"ended_at" IS NULL' })
@Index('license_sessions_borrowed', ['licenseId', 'activationId'], {
  where: '"ended_at" IS NULL AND "borrowed_until" IS NOT NULL',
})
@Index('license_sessions_ended', ['endedAt'], { where: '"ended_at" IS NOT NULL' })
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

  /** Subject that the program named at the start of the session, if it asked for signed answers. */
  @Column({ type: 'jsonb', nullable: true, select: false })
  subject?: SessionSubject | null;

  @Column({ name: 'app_version', type: 'varchar', length: 255, nullable: true })
  appVersion!: string | null;

  /** Machine id reported by the program, independent of the device fingerprint. */
  @Column({ name: 'machine_id', type: 'varchar', length: 255, nullable: true })
  machineId!: string | null;

  /** User whom the program named, as license users are identified; null if it named none. */
  @Column({ type: 'varchar', length: MAX_IDENTIFIER, nullable: true })
  username!: string | null;

  @Column({ type: 'varchar', length: 64, nullable: true })
  ip!: string | null;

  /** Reservation whose seat the session has; null for a free seat. */
  @Index('license_sessions_reservation', { where: '"reservation_id" IS NOT NULL' })
  @Column({ name: 'reservation_id', type: 'bigint', nullable: true })
  reservationId!: number | null;

  @ManyToOne(() => SessionReservation, { nullable: true, onDelete: 'SET NULL' })
  @JoinColumn({ name: 'reservation_id', foreignKeyConstraintName: 'license_sessions_reservation_fkey' })
  reservation?: Relation<SessionReservation> | null;

  @Column({ name: 'started_at', type: 'timestamptz', precision: 3 })
  startedAt!: Date;

  @Column({ name: 'last_beat_at', type: 'timestamptz', precision: 3 })
  lastHeartbeatAt!: Date;

  /** Seconds without a heartbeat after which the session expires: the policy's when it started. */
  @Column({ type: 'integer', default: 60 })
  lease!: number;

  /** Until then, the session needs no heartbeats; null if it was never borrowed. */
  @Column({ name: 'borrowed_until', type: 'timestamptz', precision: 3, nullable: true })
  borrowedUntil!: Date | null;

  @Column({ name: 'ended_at', type: 'timestamptz', precision: 3, nullable: true })
  endedAt!: Date | null;

  @Column({ name: 'end_reason', type: 'varchar', length: 16, nullable: true })
  endReason!: SessionEnd | null;

  /** Told to the program, if an admin has ended the session with a message. */
  @Column({ name: 'end_message', type: 'varchar', length: MAX_END_MESSAGE, nullable: true })
  endMessage!: string | null;

  /** End of the session, or null while it runs. A timeout may not be recorded yet. */
  endBy(now: Date): { readonly at: Date; readonly reason: SessionEnd } | null {
    if (this.endedAt && this.endReason) {
      return { at: this.endedAt, reason: this.endReason };
    }
    const expiry = expiryOf(this);
    return expiry <= now ? { at: expiry, reason: 'timeout' } : null;
  }

  /** It missed its heartbeats, and will expire. */
  isSilentAt(now: Date): boolean {
    return this.lastHeartbeatAt.getTime() + this.lease * SILENT_SHARE * 1000 <= now.getTime();
  }
}

/** Columns that decide when a session expires. */
export type SessionTimes = Pick<LicenseSession, 'lastHeartbeatAt' | 'borrowedUntil' | 'lease'>;

/** When a session ends by itself: after its lease without a heartbeat, and not before the end of its borrowing. */
export function expiryOf({ lastHeartbeatAt, borrowedUntil, lease }: SessionTimes): Date {
  return new Date(Math.max(lastHeartbeatAt.getTime() + lease * 1000, borrowedUntil?.getTime() ?? 0));
}

/** Interval of heartbeats that programs are asked for, in seconds: one may be lost. */
export function heartbeatIntervalOf({ lease }: Pick<LicenseSession, 'lease'>): number {
  return Math.floor(lease / 2);
}

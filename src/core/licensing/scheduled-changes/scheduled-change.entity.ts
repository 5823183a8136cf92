import { Check, Column, Entity, Generated, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { ActorType } from '../../platform/records/audit-entry.entity';
import type { ScheduledAction, ScheduledParams } from '../licenses/scheduled-params';

export const SCHEDULED_CHANGE_STATES = ['pending', 'done', 'failed', 'cancelled'] as const;
export type ScheduledChangeState = (typeof SCHEDULED_CHANGE_STATES)[number];

/** Longest message of a failure. */
export const MAX_FAILURE = 1_000;

const IS_PENDING = '"done_at" IS NULL AND "failed_at" IS NULL AND "cancelled_at" IS NULL';

/** A change of a license that takes effect at a later date. It refers to its license without a foreign key: either may go. */
@Entity('scheduled_changes')
@Index('scheduled_changes_license', ['licenseId', 'id'])
@Index('scheduled_changes_pending', ['licenseId', 'effectiveAt', 'id'], { where: IS_PENDING })
@Index('scheduled_changes_due', ['effectiveAt', 'id'], { where: IS_PENDING })
@Check('scheduled_changes_one_end', 'num_nonnulls("done_at", "failed_at", "cancelled_at") <= 1')
@Check('scheduled_changes_failure_known', '("failed_at" IS NULL) = ("failure" IS NULL)')
export class ScheduledChange {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'scheduled_changes_pkey' })
  id!: number;

  @Index('scheduled_changes_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Column({ name: 'license_id', type: 'bigint' })
  licenseId!: number;

  @Column({ name: 'license_uid', type: 'uuid' })
  licenseUid!: string;

  @Column({ type: 'varchar', length: 32 })
  action!: ScheduledAction;

  @Column({ type: 'jsonb' })
  params!: ScheduledParams[ScheduledAction];

  @Column({ name: 'effective_at', type: 'timestamptz', precision: 3 })
  effectiveAt!: Date;

  /** Groups the changes that `cancelByOrigin` takes back together, such as those of a payment. */
  @Index('scheduled_changes_origin', { where: '"origin" IS NOT NULL' })
  @Column({ type: 'varchar', length: 255, nullable: true })
  origin!: string | null;

  @Column({ name: 'actor_type', type: 'varchar', length: 16 })
  actorType!: ActorType;

  @Column({ name: 'actor_id', type: 'bigint', nullable: true })
  actorId!: number | null;

  /** Name of the user or API key that scheduled it. */
  @Column({ type: 'varchar', length: 255 })
  actor!: string;

  @Column({ type: 'varchar', length: 64, nullable: true })
  ip!: string | null;

  @Column({ name: 'request_id', type: 'varchar', length: 64, nullable: true })
  requestId!: string | null;

  @Column({ type: 'varchar', length: 500, nullable: true })
  reason!: string | null;

  /** Order or ticket. */
  @Column({ type: 'varchar', length: 100, nullable: true })
  reference!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'done_at', type: 'timestamptz', precision: 3, nullable: true })
  doneAt!: Date | null;

  @Column({ name: 'failed_at', type: 'timestamptz', precision: 3, nullable: true })
  failedAt!: Date | null;

  /** Code of the error. */
  @Column({ name: 'failure_code', type: 'varchar', length: 64, nullable: true })
  failureCode!: string | null;

  /** Message of the error. */
  @Column({ type: 'varchar', length: MAX_FAILURE, nullable: true })
  failure!: string | null;

  @Column({ name: 'cancelled_at', type: 'timestamptz', precision: 3, nullable: true })
  cancelledAt!: Date | null;

  get state(): ScheduledChangeState {
    if (this.doneAt) return 'done';
    if (this.failedAt) return 'failed';
    return this.cancelledAt ? 'cancelled' : 'pending';
  }
}

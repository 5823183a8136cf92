import { Column, Entity, Generated, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { LicenseFilter } from '../licenses/license-filter';
import type { CopiedLimit, ExpiryChange } from './changed-columns';

export const POLICY_CHANGE_STATUSES = ['queued', 'running', 'finished', 'failed'] as const;
export type PolicyChangeStatus = (typeof POLICY_CHANGE_STATUSES)[number];

/** A filter as JSON: its dates are texts. */
export type StoredFilter = {
  readonly [Name in keyof LicenseFilter]: Date extends LicenseFilter[Name] ? string : LicenseFilter[Name];
};

/** A change of many licenses to a policy, which a job makes in steps. Names its policy without a reference: either may go. */
@Entity('policy_changes')
@Index('policy_changes_unfinished', ['id'], { where: '"finished_at" IS NULL' })
export class PolicyChange {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'policy_changes_pkey' })
  id!: number;

  @Index('policy_changes_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Column({ name: 'policy_uid', type: 'uuid' })
  policyUid!: string;

  /** Limits that follow the policy. */
  @Column({ type: 'text', array: true })
  limits!: CopiedLimit[];

  @Column({ type: 'varchar', length: 16 })
  expiry!: ExpiryChange;

  @Column({ type: 'jsonb' })
  filter!: StoredFilter;

  /** The only product whose licenses are changed, or the first of several; null for all. */
  @Column({ name: 'product_id', type: 'bigint', nullable: true })
  productId!: number | null;

  /** The only products whose licenses are changed, if they are several. */
  @Column({ name: 'product_ids', type: 'bigint', array: true, nullable: true })
  productIds!: number[] | null;

  /** Licenses that matched at the start: exact up to 100,000, an estimate above. */
  @Column({ type: 'bigint' })
  total!: number;

  /** Licenses that were visited. */
  @Column({ type: 'bigint', default: 0 })
  done!: number;

  /** Those of them that differ. */
  @Column({ type: 'bigint', default: 0 })
  changed!: number;

  /** Place at which the next step begins. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  cursor!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  /** Time of the last step. */
  @Column({ name: 'continued_at', type: 'timestamptz', precision: 3, nullable: true })
  continuedAt!: Date | null;

  @Column({ name: 'finished_at', type: 'timestamptz', precision: 3, nullable: true })
  finishedAt!: Date | null;

  @Column({ type: 'varchar', length: 255, nullable: true })
  failure!: string | null;

  get status(): PolicyChangeStatus {
    if (this.finishedAt) return this.failure === null ? 'finished' : 'failed';
    return this.continuedAt ? 'running' : 'queued';
  }
}

import {
  Check,
  Column,
  Entity,
  Generated,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  type Relation,
} from 'typeorm';
import { Meter } from '../../catalog/definitions/meter.entity';
import { License } from '../../licenses/licenses/license.entity';

/** The giver of an amount of a meter: the policy, an order, or a person, for money or out of goodwill. */
export const GRANT_SOURCES = ['policy', 'order', 'hand', 'goodwill'] as const;
export type GrantSource = (typeof GRANT_SOURCES)[number];

/** Largest amount of one grant. */
export const MAX_GRANT = 1_000_000_000_000;

/** Longest note of a grant. */
export const MAX_NOTE = 500;

/** An amount of a meter for a license, besides the allowance of a period. */
@Entity('meter_grants')
@Index('meter_grants_license', ['licenseId', 'meterId', 'id'])
@Index('meter_grants_meter', ['meterId'])
@Index('meter_grants_open', { synchronize: false })
@Index('meter_grants_drawn', ['licenseId', 'meterId', 'periodStart'], { where: '"period_used" > 0' })
@Index('meter_grants_rolled_unique', ['licenseId', 'meterId', 'rolledFrom'], {
  unique: true,
  where: '"rolled_from" IS NOT NULL',
})
@Check('meter_grants_used_within_amount', '"used" >= 0 AND "used" <= "amount"')
@Check('meter_grants_period_used_within_used', '"period_used" >= 0 AND "period_used" <= "used"')
@Check('meter_grants_priority_known', '"priority" >= 0 AND "priority" <= 100')
@Check('meter_grants_rolled_by_policy', `("rolled_from" IS NULL) = ("source" <> 'policy')`)
export class MeterGrant {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'meter_grants_pkey' })
  id!: number;

  @Index('meter_grants_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Column({ name: 'license_id', type: 'bigint' })
  licenseId!: number;

  @ManyToOne(() => License, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'license_id', foreignKeyConstraintName: 'meter_grants_license_fkey' })
  license?: Relation<License>;

  @Column({ name: 'meter_id', type: 'bigint' })
  meterId!: number;

  @ManyToOne(() => Meter, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'meter_id', foreignKeyConstraintName: 'meter_grants_meter_fkey' })
  meter?: Relation<Meter>;

  @Column({ type: 'varchar', length: 16 })
  source!: GrantSource;

  @Column({ type: 'bigint' })
  amount!: number;

  /** Drawn and not returned. */
  @Column({ type: 'bigint', default: 0 })
  used!: number;

  /** Lower is drawn first. */
  @Column({ type: 'smallint' })
  priority!: number;

  @Column({ name: 'starts_at', type: 'timestamptz', precision: 3 })
  startsAt!: Date;

  /** Null for a grant that does not end. */
  @Column({ name: 'expires_at', type: 'timestamptz', precision: 3, nullable: true })
  expiresAt!: Date | null;

  /** Start of the period that left it; null for grants that were added. */
  @Column({ name: 'rolled_from', type: 'timestamptz', precision: 3, nullable: true })
  rolledFrom!: Date | null;

  /** Start of the period in which it was drawn last. */
  @Column({ name: 'period_start', type: 'timestamptz', precision: 3, nullable: true })
  periodStart!: Date | null;

  /** Part of `used` that was drawn in that period. */
  @Column({ name: 'period_used', type: 'bigint', default: 0 })
  periodUsed!: number;

  /** Names what gave it, such as a payment, which may change or void it. */
  @Index('meter_grants_origin_unique', { unique: true, where: '"origin" IS NOT NULL' })
  @Column({ type: 'varchar', length: 255, nullable: true })
  origin!: string | null;

  @Column({ type: 'varchar', length: MAX_NOTE, nullable: true })
  note!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  /** Since then, the rest is void. */
  @Column({ name: 'voided_at', type: 'timestamptz', precision: 3, nullable: true })
  voidedAt!: Date | null;

  /** Amount that can still be drawn at a time, or later if it has not begun. */
  leftAt(now: Date): number {
    const isOver = this.voidedAt !== null || (this.expiresAt !== null && this.expiresAt <= now);
    return isOver ? 0 : this.amount - this.used;
  }
}

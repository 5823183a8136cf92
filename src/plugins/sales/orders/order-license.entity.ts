import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { License } from '../../../core/licenses';
import { OrderLine } from './order-line.entity';

export const HOLD_REASONS = ['past_due', 'dispute', 'refund', 'cancellation', 'quantity', 'removal'] as const;
/** Why an order keeps a license from being used. */
export type HoldReason = (typeof HOLD_REASONS)[number];

export const HOLD_EFFECTS = ['suspend', 'revoke'] as const;
/** The effect on a license meanwhile. */
export type HoldEffect = (typeof HOLD_EFFECTS)[number];

/** A license that a line of an order gave. */
@Entity('order_licenses')
@Index('order_licenses_line', ['lineId', 'licenseId'])
export class OrderLicense {
  @PrimaryColumn({ name: 'license_id', type: 'bigint', primaryKeyConstraintName: 'order_licenses_pkey' })
  licenseId!: number;

  @ManyToOne(() => License, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'license_id', foreignKeyConstraintName: 'order_licenses_license_fkey' })
  license?: Relation<License>;

  @Column({ name: 'line_id', type: 'bigint' })
  lineId!: number;

  @ManyToOne(() => OrderLine, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'line_id', foreignKeyConstraintName: 'order_licenses_line_fkey' })
  line?: Relation<OrderLine>;

  /** All current reasons with their effects. */
  @Column({ type: 'jsonb', default: {} })
  holds!: Partial<Record<HoldReason, HoldEffect>>;

  /** When the order suspended the license; null if it did not, or if somebody else had already. */
  @Column({ name: 'disabled_at', type: 'timestamptz', precision: 3, nullable: true })
  disabledAt!: Date | null;

  /** When the order revoked the license, likewise. */
  @Column({ name: 'revoked_at', type: 'timestamptz', precision: 3, nullable: true })
  revokedAt!: Date | null;
}

import { Column, Entity, Generated, Index, PrimaryGeneratedColumn } from 'typeorm';

/** Severities of alerts. */
export const ALERT_SEVERITIES = ['warning', 'critical'] as const;
export type AlertSeverity = (typeof ALERT_SEVERITIES)[number];

/** A problem of the installation. A node has at most one open alert of a type, and so have all nodes together. */
@Entity('alerts')
@Index('alerts_open_unique', ['type', 'node'], { unique: true, where: '"cleared_at" IS NULL' })
@Index('alerts_open', ['id'], { where: '"cleared_at" IS NULL' })
@Index('alerts_cleared', ['clearedAt'], { where: '"cleared_at" IS NOT NULL' })
export class Alert {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'alerts_pkey' })
  id!: number;

  @Index('alerts_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  /** Type of the rule that raised it. */
  @Column({ type: 'varchar', length: 64 })
  type!: string;

  @Column({ type: 'varchar', length: 16 })
  severity!: AlertSeverity;

  @Column({ type: 'varchar', length: 1000 })
  message!: string;

  /** Empty if it is not about a single node. */
  @Column({ type: 'varchar', length: 255, default: '' })
  node!: string;

  @Column({ name: 'raised_at', type: 'timestamptz', precision: 3 })
  raisedAt!: Date;

  /** When its condition was last found true. */
  @Column({ name: 'seen_at', type: 'timestamptz', precision: 3, select: false })
  seenAt!: Date;

  @Column({ name: 'cleared_at', type: 'timestamptz', precision: 3, nullable: true })
  clearedAt!: Date | null;
}

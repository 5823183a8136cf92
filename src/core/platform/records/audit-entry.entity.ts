import { Column, Entity, Generated, Index, PrimaryColumn } from 'typeorm';

export const ACTOR_TYPES = ['user', 'api-key', 'customer', 'client', 'system'] as const;
/** Type of an actor in the audit trail. */
export type ActorType = (typeof ACTOR_TYPES)[number];

/** An entry of the audit log, partitioned by month. The database rejects updates and deletes. */
@Entity('audit_entries')
@Index('audit_entries_id', ['id'])
@Index('audit_entries_actor', ['actor', 'id'])
@Index('audit_entries_action', ['action', 'id'])
@Index('audit_entries_target', ['targetType', 'targetId', 'id'])
@Index('audit_entries_changes', { synchronize: false })
@Index('audit_entries_job', ['jobId', 'id'], { where: '"job_id" IS NOT NULL' })
@Index('audit_entries_product', ['productId', 'id'], { where: '"product_id" IS NOT NULL' })
@Index('audit_entries_reference', ['reference', 'id'], { where: '"reference" IS NOT NULL' })
export class AuditEntry {
  @PrimaryColumn({ type: 'timestamptz', precision: 3, primaryKeyConstraintName: 'audit_entries_pkey' })
  at!: Date;

  // A sequence, not an identity: before PostgreSQL 17 a partitioned table cannot have one.
  @Generated('increment')
  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'audit_entries_pkey' })
  id!: number;

  @Column({ name: 'actor_type', type: 'varchar', length: 16 })
  actorType!: ActorType;

  /** Name of the user or API key; `client` for programs with a license key. */
  @Column({ type: 'varchar', length: 255 })
  actor!: string;

  /** Name of the event. */
  @Column({ type: 'varchar', length: 64 })
  action!: string;

  @Column({ name: 'target_type', type: 'varchar', length: 64 })
  targetType!: string;

  @Column({ name: 'target_id', type: 'varchar', length: 64 })
  targetId!: string;

  /** That of the event, `data.product`; null without one, and in entries of releases that did not store it. */
  @Column({ name: 'product_id', type: 'bigint', nullable: true })
  productId!: number | null;

  /** Previous values of the changed fields, without secrets; null for a new row. */
  @Column({ type: 'jsonb', nullable: true })
  before!: object | null;

  @Column({ type: 'jsonb', nullable: true })
  after!: object | null;

  @Column({ type: 'varchar', length: 64, nullable: true })
  ip!: string | null;

  @Column({ name: 'request_id', type: 'varchar', length: 64, nullable: true })
  requestId!: string | null;

  /** Uid of the background job that made the change. */
  @Column({ name: 'job_id', type: 'uuid', nullable: true })
  jobId!: string | null;

  /** Why it was done, if the request says so. */
  @Column({ type: 'varchar', length: 500, nullable: true })
  reason!: string | null;

  /** Order or ticket behind the change. */
  @Column({ type: 'varchar', length: 100, nullable: true })
  reference!: string | null;
}

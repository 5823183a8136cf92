import { Column, Entity, Generated, Index, PrimaryColumn } from 'typeorm';

/** An event, written in the transaction of the change. Events are partitioned by month. */
@Entity('events')
@Index('events_id', ['id'])
@Index('events_deleted_license_key', { synchronize: false })
@Index('events_sequence', { synchronize: false })
@Index('events_unnumbered', { synchronize: false })
@Index('events_product', { synchronize: false })
@Index('events_name', ['name', 'id'])
@Index('events_target', ['targetType', 'targetId', 'id'])
export class Event {
  @PrimaryColumn({ type: 'timestamptz', precision: 3, primaryKeyConstraintName: 'events_pkey' })
  at!: Date;

  // A sequence, not an identity: before PostgreSQL 17 a partitioned table cannot have one.
  @Generated('increment')
  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'events_pkey' })
  id!: number;

  /**
   * Place in the order of commits: 0 until the event is numbered, which happens after its commit. Null for events of
   * versions without numbers, whose id stands for it.
   */
  @Column({ type: 'bigint', nullable: true, default: 0 })
  sequence!: number | null;

  /** Event name, e.g. `license.issued`. */
  @Column({ type: 'varchar', length: 64 })
  name!: string;

  /** Table of the changed row, e.g. `licenses`. */
  @Column({ name: 'target_type', type: 'varchar', length: 64 })
  targetType!: string;

  @Column({ name: 'target_id', type: 'varchar', length: 64 })
  targetId!: string;

  /** Payload, without secrets. */
  @Column({ type: 'jsonb' })
  data!: object;

  /** W3C trace context of the request that caused it, for webhooks. */
  @Column({ type: 'varchar', length: 55, nullable: true })
  traceparent!: string | null;
}

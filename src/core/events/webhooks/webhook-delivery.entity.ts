import { Check, Column, Entity, Generated, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

/** States of a delivery of a webhook. */
export const DELIVERY_STATUSES = ['pending', 'delivered', 'failed'] as const;
/** State of a delivery of a webhook. */
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** A request to the endpoint and its outcome. */
export interface DeliveryTry {
  readonly at: string;
  /** Null without an answer. */
  readonly status_code: number | null;
  readonly duration_ms: number;
  /** The first 2 KB of the answer. */
  readonly response: string | null;
  /** Null if an answer arrived. */
  readonly error: string | null;
}

/** An event on its way to an endpoint. */
@Entity('webhook_deliveries')
@Index('webhook_deliveries_endpoint', ['endpointId', 'id'])
@Index('webhook_deliveries_endpoint_status', ['endpointId', 'status', 'id'])
@Index('webhook_deliveries_failed', ['endpointId', 'createdAt'], {
  where: `"status" = 'failed' AND "replayed_at" IS NULL`,
})
@Index('webhook_deliveries_due', ['endpointId', 'dueAt', 'id'], { where: `"status" = 'pending'` })
@Check('webhook_deliveries_status', `"status" IN ('pending', 'delivered', 'failed')`)
@Check('webhook_deliveries_finished', `("status" = 'pending') = ("finished_at" IS NULL)`)
export class WebhookDelivery {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'webhook_deliveries_pkey' })
  id!: number;

  @Index('webhook_deliveries_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Column({ name: 'endpoint_id', type: 'bigint' })
  endpointId!: number;

  @ManyToOne('WebhookEndpoint', { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'endpoint_id', foreignKeyConstraintName: 'webhook_deliveries_endpoint_fkey' })
  endpoint?: object;

  /** The same for a replayed delivery, so that receivers recognize it. */
  @Generated('uuid')
  @Column({ name: 'message_id', type: 'uuid' })
  messageId!: string;

  // The event has no foreign key: old ones are dropped with their month.
  @Index('webhook_deliveries_event')
  @Column({ name: 'event_id', type: 'bigint' })
  eventId!: number;

  @Column({ name: 'event_at', type: 'timestamptz', precision: 3 })
  eventAt!: Date;

  @Column({ name: 'event_name', type: 'varchar', length: 64 })
  eventName!: string;

  @Column({ type: 'bigint' })
  sequence!: number;

  @Column({ type: 'varchar', length: 16, default: 'pending' })
  status!: DeliveryStatus;

  /** When a pending delivery is tried next. A node that takes it moves this into the future, as its lease. */
  @Column({ name: 'due_at', type: 'timestamptz', precision: 3 })
  dueAt!: Date;

  /** Number of tries begun. */
  @Column({ type: 'integer', default: 0 })
  attempts!: number;

  @Column({ type: 'jsonb', default: [] })
  tries!: DeliveryTry[];

  @Index('webhook_deliveries_created_at')
  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'finished_at', type: 'timestamptz', precision: 3, nullable: true })
  finishedAt!: Date | null;

  /** When its event was last delivered again. */
  @Column({ name: 'replayed_at', type: 'timestamptz', precision: 3, nullable: true })
  replayedAt!: Date | null;
}

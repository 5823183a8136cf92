import { Check, Column, Entity, Generated, Index, PrimaryGeneratedColumn } from 'typeorm';

/** Reasons why an endpoint is disabled: an admin did it, it answered 410, or deliveries failed for days. */
export const DISABLED_REASONS = ['admin', 'gone', 'failing'] as const;
export type DisabledReason = (typeof DISABLED_REASONS)[number];

/** A URL that receives events. */
@Entity('webhook_endpoints')
@Check('webhook_endpoints_disabled', '("disabled_at" IS NULL) = ("disabled_reason" IS NULL)')
export class WebhookEndpoint {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'webhook_endpoints_pkey' })
  id!: number;

  @Index('webhook_endpoints_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Column({ type: 'varchar', length: 2000 })
  url!: string;

  /** Names and patterns of the events that it receives. */
  @Column({ type: 'varchar', length: 64, array: true })
  events!: string[];

  /** Products whose events it receives; null for all events. A product stays here when it is deleted. */
  @Column({ name: 'product_ids', type: 'bigint', array: true, nullable: true })
  productIds!: number[] | null;

  @Column({ type: 'varchar', length: 32 })
  format!: string;

  /** Date of the version of the native API in which its events are written. */
  @Column({ name: 'api_version', type: 'varchar', length: 10, default: '2026-11-01' })
  apiVersion!: string;

  @Column({ type: 'varchar', length: 255, default: '' })
  description!: string;

  /** Signs the deliveries. Encrypted if SECRETS_KEY is set. */
  @Column({ type: 'varchar', length: 1000 })
  secret!: string;

  /** Signs them too, until it expires. */
  @Column({ name: 'previous_secret', type: 'varchar', length: 1000, nullable: true })
  previousSecret!: string | null;

  @Column({ name: 'previous_secret_expires_at', type: 'timestamptz', precision: 3, nullable: true })
  previousSecretExpiresAt!: Date | null;

  /** The first failed try since the last successful one. */
  @Column({ name: 'failing_since', type: 'timestamptz', precision: 3, nullable: true })
  failingSince!: Date | null;

  @Column({ name: 'disabled_at', type: 'timestamptz', precision: 3, nullable: true })
  disabledAt!: Date | null;

  @Column({ name: 'disabled_reason', type: 'varchar', length: 16, nullable: true })
  disabledReason!: DisabledReason | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz', precision: 3 })
  updatedAt!: Date;
}

/** Context under which the secret of an endpoint is encrypted. */
export function endpointSecret(uid: string): string {
  return `webhook endpoint ${uid}`;
}

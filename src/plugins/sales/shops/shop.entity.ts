import { Column, Entity, Generated, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { HoldEffect } from '../orders/order-license.entity';
import type { ShopKind } from './shop-adapter';

export interface ShopSettings {
  /** Effect of a refund on the licenses. */
  readonly refund: HoldEffect;
  /** Effect of a dispute on the licenses, until it is won. */
  readonly dispute: HoldEffect;
  /** Days after a failed payment, after which the licenses are suspended; null leaves them usable until they end. */
  readonly pastDueDays: number | null;
  /** When the licenses of a cancelled subscription end. */
  readonly cancel: 'at_period_end' | 'now';
}

export const DEFAULT_SETTINGS: ShopSettings = {
  refund: 'revoke',
  dispute: 'suspend',
  pastDueDays: 7,
  cancel: 'at_period_end',
};

/** A shop whose payments give licenses. */
@Entity('shops')
export class Shop {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'shops_pkey' })
  id!: number;

  @Index('shops_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Column({ type: 'varchar', length: 32 })
  kind!: ShopKind;

  /** Never changes: its orders have it. */
  @Index('shops_name_unique', { unique: true })
  @Column({ type: 'varchar', length: 64 })
  name!: string;

  /** Verifies the events. Encrypted if SECRETS_KEY is set. */
  @Column({ type: 'varchar', length: 2000 })
  secret!: string;

  /** Verifies them too, until it expires. */
  @Column({ name: 'previous_secret', type: 'varchar', length: 2000, nullable: true })
  previousSecret!: string | null;

  @Column({ name: 'previous_secret_expires_at', type: 'timestamptz', precision: 3, nullable: true })
  previousSecretExpiresAt!: Date | null;

  /** Key of the shop's own API. Encrypted if SECRETS_KEY is set. */
  @Column({ name: 'api_key', type: 'varchar', length: 2000, nullable: true })
  apiKey!: string | null;

  @Column({ type: 'jsonb', default: {} })
  settings!: ShopSettings;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz', precision: 3 })
  updatedAt!: Date;
}

/** Encryption context of the secrets. */
export function shopSecret(uid: string): string {
  return `shop ${uid}`;
}

/** Encryption context of the key of the shop's API. */
export function shopApiKey(uid: string): string {
  return `API key of shop ${uid}`;
}

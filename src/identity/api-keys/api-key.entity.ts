import { Check, Column, Entity, Generated, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import type { ApiKeyKind } from '../permissions/permission';
import type { BoundProduct } from './product-directory';

@Entity('api_keys')
@Index('api_keys_expiring', ['expiresAt'], { where: '"revoked_at" IS NULL AND "expires_at" IS NOT NULL' })
@Index('api_keys_one_system_key', ['kind'], { unique: true, where: `"kind" = 'system' AND "revoked_at" IS NULL` })
@Check('api_keys_product_ids_first', '"product_ids"[1] = "product_id"')
export class ApiKey {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'api_keys_pkey' })
  id!: number;

  @Index('api_keys_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Column({ type: 'varchar', length: 16 })
  kind!: ApiKeyKind;

  @Column({ type: 'varchar', length: 255 })
  name!: string;

  /** First characters of the key, for identification. */
  @Column({ type: 'varchar', length: 16 })
  prefix!: string;

  /** SHA-256 of the key, base64url. */
  @Index('api_keys_hash_unique', { unique: true })
  @Column({ type: 'varchar', length: 43 })
  hash!: string;

  /** Subset of the kind's permissions; null for all of them. */
  @Column({ type: 'text', array: true, nullable: true })
  permissions!: string[] | null;

  @Index('api_keys_product')
  @Column({ name: 'product_id', type: 'bigint', nullable: true })
  productId!: number | null;

  /** The product the key is restricted to, or the first of several; null for all products. */
  @ManyToOne('Product')
  @JoinColumn({ name: 'product_id', foreignKeyConstraintName: 'api_keys_product_fkey' })
  product?: BoundProduct | null;

  /** Products of a key for several, of which `productId` is the first. */
  @Column({ name: 'product_ids', type: 'bigint', array: true, nullable: true })
  productIds!: number[] | null;

  /** All products, in their order; loaded by `ApiKeysService`. Empty for a key without restriction. */
  products?: readonly BoundProduct[];

  @Column({ name: 'expires_at', type: 'timestamptz', precision: 3, nullable: true })
  expiresAt!: Date | null;

  @Column({ name: 'revoked_at', type: 'timestamptz', precision: 3, nullable: true })
  revokedAt!: Date | null;

  /** Updated at most once a minute. */
  @Column({ name: 'last_used_at', type: 'timestamptz', precision: 3, nullable: true })
  lastUsedAt!: Date | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  isUsableAt(instant: Date): boolean {
    return this.revokedAt === null && (this.expiresAt === null || this.expiresAt > instant);
  }
}

import { Check, Column, Entity, Generated, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import { AddressSet } from '../../common/http/address-set';
import type { RateLimits } from '../../common/limits/rate-limit-terms';
import type { ApiKeyKind } from '../permissions/permission';
import type { Refusal } from './api-key-refusal.entity';
import type { BoundProduct } from './product-directory';

/** An API key of a program, with the hash of its value. */
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

  /** First characters of the key, for identification; empty if only its hash is known. */
  @Column({ type: 'varchar', length: 16 })
  prefix!: string;

  /** SHA-256 of the key, base64url. */
  @Index('api_keys_hash_unique', { unique: true })
  @Column({ type: 'varchar', length: 43 })
  hash!: string;

  /** SHA-256 of the value before the last rotation; null if the key was never rotated. */
  @Index('api_keys_previous_hash', { where: '"previous_hash" IS NOT NULL' })
  @Column({ name: 'previous_hash', type: 'varchar', length: 43, nullable: true })
  previousHash!: string | null;

  @Column({ name: 'previous_prefix', type: 'varchar', length: 16, nullable: true })
  previousPrefix!: string | null;

  /** The value before the last rotation works until this instant. */
  @Column({ name: 'previous_until', type: 'timestamptz', precision: 3, nullable: true })
  previousUntil!: Date | null;

  /** Addresses and networks from which the key works; empty for all. */
  @Column({ name: 'allowed_ips', type: 'text', array: true, default: '{}' })
  allowedIps!: string[];

  private allowed?: AddressSet;

  /** Limits from which programs take with the key, by name. */
  @Column({ name: 'rate_limits', type: 'jsonb', default: {} })
  rateLimits!: RateLimits;

  /** Permissions that it names, also such as its kind does not have by itself; null for those of its kind. */
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

  /** Date of the version of the native API in which its calls are answered. */
  @Column({ name: 'api_version', type: 'varchar', length: 10, default: '2026-11-01' })
  apiVersion!: string;

  @Column({ name: 'expires_at', type: 'timestamptz', precision: 3, nullable: true })
  expiresAt!: Date | null;

  @Column({ name: 'revoked_at', type: 'timestamptz', precision: 3, nullable: true })
  revokedAt!: Date | null;

  /** Updated at most once a minute. */
  @Column({ name: 'last_used_at', type: 'timestamptz', precision: 3, nullable: true })
  lastUsedAt!: Date | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  /** The end for which `api_key.expiring` was recorded last. */
  @Column({ name: 'expiring_notice_for', type: 'timestamptz', precision: 3, nullable: true, select: false })
  expiringNoticeFor!: Date | null;

  /** Days between that warning and the end. */
  @Column({ name: 'expiring_notice_days', type: 'integer', nullable: true, select: false })
  expiringNoticeDays!: number | null;

  isUsableAt(instant: Date): boolean {
    return this.revokedAt === null && (this.expiresAt === null || this.expiresAt > instant);
  }

  /**
   * Why a call is refused; undefined if it is not.
   * @param hash of the value that the call has: that of the key or the one before its last rotation
   */
  refusalOf(hash: string, address: string | null, instant: Date): Refusal | undefined {
    if (this.revokedAt !== null) {
      return 'revoked';
    }
    if (!this.isUsableAt(instant)) {
      return 'expired';
    }
    if (hash !== this.hash && (this.previousUntil === null || this.previousUntil <= instant)) {
      return 'rotated';
    }
    return this.isAllowedFrom(address) ? undefined : 'address';
  }

  /** The addresses are parsed once: a cached key is asked with every request. */
  private isAllowedFrom(address: string | null): boolean {
    if (this.allowedIps.length === 0) {
      return true;
    }
    this.allowed ??= new AddressSet(this.allowedIps);
    return address !== null && this.allowed.has(address);
  }
}

import { Column, Entity, Generated, Index, PrimaryGeneratedColumn } from 'typeorm';

export const SIGNING_ALGORITHM = 'ed25519';

/** Update signing key. The key that is not retired signs; keys that are not revoked verify. */
@Entity('update_signing_keys')
@Index('update_signing_keys_live_unique', ['algorithm'], { unique: true, where: '"retired_at" IS NULL' })
export class UpdateSigningKey {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'update_signing_keys_pkey' })
  id!: number;

  @Index('update_signing_keys_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  /** The first 16 hex digits of the SHA-256 of the public key. */
  @Index('update_signing_keys_key_id_unique', { unique: true })
  @Column({ name: 'key_id', type: 'varchar', length: 16 })
  keyId!: string;

  @Column({ name: 'algo', type: 'varchar', length: 16 })
  algorithm!: string;

  /** 32 bytes in base64. */
  @Column({ name: 'public_key', type: 'varchar', length: 64 })
  publicKey!: string;

  /** PKCS #8 in base64, encrypted if SECRETS_KEY is set. Null for retired keys. Never returned. */
  @Column({ name: 'private_key', type: 'varchar', length: 255, nullable: true })
  privateKey!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'retired_at', type: 'timestamptz', precision: 3, nullable: true })
  retiredAt!: Date | null;

  /** A revoked key is also retired, and no longer verifies. */
  @Column({ name: 'revoked_at', type: 'timestamptz', precision: 3, nullable: true })
  revokedAt!: Date | null;
}

/** Encryption context of the private key. */
export function signingKeySecret(keyId: string): string {
  return `update signing key ${keyId}`;
}

import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { SigningAlg } from './signing-alg';

/** Key pair of the installation. Of each algorithm, the one that is not retired signs; those that are not revoked verify. */
@Entity('signing_keys')
@Check('signing_keys_alg_known', `alg IN ('EdDSA', 'ES256')`)
@Check('signing_keys_revoked_are_retired', '"revoked_at" IS NULL OR "retired_at" IS NOT NULL')
@Index('signing_keys_active_unique', { synchronize: false })
export class SigningKey {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'signing_keys_pkey' })
  id!: number;

  /** The first 8 characters of the SHA-256 of the public key in base64url: short, because license keys contain it. */
  @Index('signing_keys_kid_unique', { unique: true })
  @Column({ type: 'varchar', length: 16 })
  kid!: string;

  @Column({ type: 'varchar', length: 16, default: 'EdDSA' })
  alg!: SigningAlg;

  /** In base64url: 32 bytes of Ed25519, or the 65 of an uncompressed point of P-256. */
  @Column({ name: 'public_key', type: 'varchar', length: 128 })
  publicKey!: string;

  /** PKCS #8 in base64, encrypted if SECRETS_KEY is set. Null for retired keys. Never returned. */
  @Column({ name: 'private_key', type: 'varchar', length: 512, nullable: true })
  privateKey!: string | null;

  /** This key as a JWS by the key before it; null for the first one of its algorithm. */
  @Column({ type: 'varchar', length: 4000, nullable: true })
  endorsement!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'retired_at', type: 'timestamptz', precision: 3, nullable: true })
  retiredAt!: Date | null;

  /** Its signatures no longer verify. */
  @Column({ name: 'revoked_at', type: 'timestamptz', precision: 3, nullable: true })
  revokedAt!: Date | null;

  /** Events and audit entries name a key as its signatures do. */
  get uid(): string {
    return this.kid;
  }
}

/** Encryption context of the private key. */
export function privateKeySecret(kid: string): string {
  return `signing key ${kid}`;
}

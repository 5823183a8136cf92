import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A customer who signed in to the portal: the owner of an e-mail address. */
@Entity('portal_sessions')
export class PortalSession {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'portal_sessions_pkey' })
  id!: number;

  /** SHA-256 of the cookie in hex. */
  @Index('portal_sessions_token_unique', { unique: true })
  @Column({ name: 'token_hash', type: 'varchar', length: 64 })
  tokenHash!: string;

  /** In lower case. The session shows the customers that have this address now, and ends when one of them loses it (a trigger). */
  @Index('portal_sessions_email')
  @Column({ type: 'varchar', length: 255 })
  email!: string;

  /** The address at the vendor's site to which the session leads back. */
  @Column({ name: 'return_url', type: 'varchar', length: 2048, nullable: true })
  returnUrl?: string | null;

  @Index('portal_sessions_expiry')
  @Column({ name: 'expires_at', type: 'timestamptz', precision: 3 })
  expiresAt!: Date;
}

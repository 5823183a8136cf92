import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A log-out token of the provider, or a sign-in that came back from it: each is used once, and remembered until it expires. */
@Entity('openid_logout_tokens')
export class LogoutToken {
  /** SHA-256 of the issuer and the claim `jti`, or of the state of the sign-in. */
  @PrimaryColumn({ type: 'varchar', length: 43, primaryKeyConstraintName: 'openid_logout_tokens_pkey' })
  hash!: string;

  @Index('openid_logout_tokens_expiry')
  @Column({ name: 'expires_at', type: 'timestamptz', precision: 3 })
  expiresAt!: Date;
}

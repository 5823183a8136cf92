import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { User } from './user.entity';

/** Characters of the column. */
export const MAX_ID_TOKEN = 16_000;

/** The provider's session of a sign-in by OpenID Connect. It exists before the session does while a code is asked for. */
@Entity('openid_sessions')
export class OpenIdSession {
  /** Id of the session, also of one that has not started. */
  @PrimaryColumn({ name: 'session_id', type: 'uuid', primaryKeyConstraintName: 'openid_sessions_pkey' })
  sessionId!: string;

  @Index('openid_sessions_user')
  @Column({ name: 'user_id', type: 'bigint' })
  userId!: number;

  @ManyToOne(() => User, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'openid_sessions_user_fkey' })
  user?: Relation<User>;

  /** The claim `sid`; null if the provider sends none. */
  @Index('openid_sessions_provider_session')
  @Column({ name: 'provider_session', type: 'varchar', length: 255, nullable: true })
  providerSession!: string | null;

  /** Names the session when the provider is asked to end it; null if it is too long. Encrypted if SECRETS_KEY is set. */
  @Column({ name: 'id_token', type: 'varchar', length: MAX_ID_TOKEN, nullable: true })
  idToken!: string | null;

  @Index('openid_sessions_expiry')
  @Column({ name: 'expires_at', type: 'timestamptz', precision: 3 })
  expiresAt!: Date;
}

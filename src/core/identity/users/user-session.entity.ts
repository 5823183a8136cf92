import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { User } from './user.entity';

/** A login session. An access token refers to it by `jti`, and is invalid without it. */
@Entity('user_sessions')
export class UserSession {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'user_sessions_pkey' })
  id!: string;

  @Index('user_sessions_user')
  @Column({ name: 'user_id', type: 'bigint' })
  userId!: number;

  @ManyToOne(() => User, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'user_sessions_user_fkey' })
  user?: Relation<User>;

  @Column({ type: 'varchar', length: 64, nullable: true })
  ip!: string | null;

  @Column({ name: 'user_agent', type: 'varchar', length: 512, nullable: true })
  userAgent!: string | null;

  /** Its token can read what a viewer can, and change nothing. */
  @Column({ name: 'is_read_only', type: 'boolean', default: false })
  isReadOnly!: boolean;

  /** The OpenID provider has asked for a second factor. */
  @Column({ name: 'has_second_factor', type: 'boolean', default: false })
  hasSecondFactor!: boolean;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Index('user_sessions_expiry')
  @Column({ name: 'expires_at', type: 'timestamptz', precision: 3 })
  expiresAt!: Date;

  @Column({ name: 'ended_at', type: 'timestamptz', precision: 3, nullable: true })
  endedAt!: Date | null;
}

import { Column, Entity, Index, JoinColumn, OneToOne, PrimaryColumn, type Relation } from 'typeorm';
import { User } from '../users/user.entity';

/** The account of a user at the OpenID provider. */
@Entity('user_identities')
@Index('user_identities_subject_unique', ['issuer', 'subject'], { unique: true })
export class UserIdentity {
  @PrimaryColumn({ name: 'user_id', type: 'bigint', primaryKeyConstraintName: 'user_identities_pkey' })
  userId!: number;

  @OneToOne(() => User, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'user_identities_user_fkey' })
  user?: Relation<User>;

  @Column({ type: 'varchar', length: 255 })
  issuer!: string;

  /** The claim `sub`, which the provider gives to nobody else. */
  @Column({ type: 'varchar', length: 255 })
  subject!: string;

  /** Client with which the user signed in last, or connected the account. */
  @Column({ name: 'client_id', type: 'varchar', length: 255 })
  clientId!: string;

  /** Null before the first sign-in, if the user has connected the account. */
  @Column({ name: 'last_login_at', type: 'timestamptz', precision: 3, nullable: true })
  lastLoginAt!: Date | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;
}

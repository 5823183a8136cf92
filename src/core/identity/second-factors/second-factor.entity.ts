import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn, type Relation } from 'typeorm';
import { User } from '../users/user.entity';

/** The authenticator app of a user. It is in use once `User.secondFactorSince` is set. */
@Entity('second_factors')
export class SecondFactor {
  @PrimaryColumn({ name: 'user_id', type: 'bigint', primaryKeyConstraintName: 'second_factors_pkey' })
  userId!: number;

  @OneToOne(() => User, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'second_factors_user_fkey' })
  user?: Relation<User>;

  /** Base32. Encrypted if SECRETS_KEY is set. */
  @Column({ type: 'varchar', length: 255 })
  secret!: string;

  /** The step of time of the last code that was accepted: codes of this step and of earlier ones are refused. */
  @Column({ name: 'last_step', type: 'integer', nullable: true })
  lastStep!: number | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;
}

/** Encryption context of the secret. */
export function secondFactorSecret(userId: number): string {
  return `second factor of user ${userId}`;
}

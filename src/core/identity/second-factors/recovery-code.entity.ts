import { Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { User } from '../users/user.entity';

const KEY = { primaryKeyConstraintName: 'recovery_codes_pkey' };

/** Replaces the code of an authenticator app once: it is deleted when it is used. */
@Entity('recovery_codes')
export class RecoveryCode {
  @PrimaryColumn({ ...KEY, name: 'user_id', type: 'bigint' })
  userId!: number;

  @ManyToOne(() => User, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'recovery_codes_user_fkey' })
  user?: Relation<User>;

  /** SHA-256. */
  @PrimaryColumn({ ...KEY, type: 'varchar', length: 43 })
  hash!: string;
}

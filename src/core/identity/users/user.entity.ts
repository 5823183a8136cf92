import {
  Check,
  Column,
  Entity,
  Generated,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  type Relation,
} from 'typeorm';
import { OwnRole } from './own-role.entity';

/** A user of the console: an admin or a colleague with a role. */
@Entity('users')
@Index('users_role', ['roleId', 'role'])
@Check('users_role_known', `(role IN ('owner', 'admin', 'support', 'viewer')) = (role_id IS NULL)`)
export class User {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'users_pkey' })
  id!: number;

  @Index('users_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  /** Lower case; stays reserved after the user is deactivated. */
  @Index('users_username_unique', { unique: true })
  @Column({ type: 'varchar', length: 255 })
  username!: string;

  @Column({ type: 'varchar', length: 255, nullable: true })
  email!: string | null;

  /** Argon2id. */
  @Column({ name: 'password_hash', type: 'varchar', length: 255 })
  passwordHash!: string;

  /** False: the hash is that of a text that nobody knows. */
  @Column({ name: 'has_password', type: 'boolean', default: true })
  hasPassword!: boolean;

  /** Name of the role, which follows it when an own role is renamed. */
  @Column({ type: 'varchar', length: 64 })
  role!: string;

  /** Null for a fixed role. */
  @Column({ name: 'role_id', type: 'bigint', nullable: true, select: false })
  roleId?: number | null;

  @ManyToOne(() => OwnRole, { onUpdate: 'CASCADE' })
  @JoinColumn([
    { name: 'role_id', referencedColumnName: 'id', foreignKeyConstraintName: 'users_role_fkey' },
    { name: 'role', referencedColumnName: 'name', foreignKeyConstraintName: 'users_role_fkey' },
  ])
  ownRole?: Relation<OwnRole>;

  @Column({ name: 'deactivated_at', type: 'timestamptz', precision: 3, nullable: true })
  deactivatedAt!: Date | null;

  /** When the second factor was turned on; null while a password alone is enough. */
  @Column({ name: 'second_factor_since', type: 'timestamptz', precision: 3, nullable: true })
  secondFactorSince!: Date | null;

  @Column({ name: 'last_login_at', type: 'timestamptz', precision: 3, nullable: true })
  lastLoginAt!: Date | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz', precision: 3 })
  updatedAt!: Date;
}

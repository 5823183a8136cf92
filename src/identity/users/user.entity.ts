import { Column, Entity, Generated, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { Role } from '../permissions/permission';

@Entity('users')
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

  @Column({ type: 'varchar', length: 16 })
  role!: Role;

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

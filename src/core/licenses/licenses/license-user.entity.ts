import {
  Column,
  Entity,
  Generated,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  type Relation,
} from 'typeorm';
import { License } from './license.entity';

export const ASSIGNED_BY = ['admin', 'use'] as const;
export type AssignedBy = (typeof ASSIGNED_BY)[number];

/** A lower-case letter may be two characters. */
export const MAX_IDENTIFIER = 512;

/** Users of a license that an export contains, the first ones. */
export const MAX_EXPORTED_USERS = 1_000;

/** A named user of a license: a person at the customer's, not a user of Keyward. */
@Entity('license_users')
@Index('license_users_identifier_unique', ['licenseId', 'identifier'], { unique: true })
@Index('license_users_license', ['licenseId', 'id'])
@Index('license_users_identifier', ['identifier', 'licenseId'])
export class LicenseUser {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'license_users_pkey' })
  id!: number;

  @Index('license_users_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Column({ name: 'license_id', type: 'bigint' })
  licenseId!: number;

  @ManyToOne(() => License, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'license_id', foreignKeyConstraintName: 'license_users_license_fkey' })
  license?: Relation<License>;

  /** An e-mail address in lower case, or an external id, which contains no `@`. */
  @Column({ type: 'varchar', length: MAX_IDENTIFIER })
  identifier!: string;

  @Column({ type: 'varchar', length: 255, nullable: true })
  name!: string | null;

  @Column({ name: 'assigned_by', type: 'varchar', length: 16 })
  assignedBy!: AssignedBy;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  get isNamedByEmail(): boolean {
    return isEmail(this.identifier);
  }
}

/** Identifier under which a user is stored: e-mail addresses in lower case. */
export function identifierOf(user: string): string {
  return isEmail(user) ? user.toLowerCase() : user;
}

function isEmail(user: string): boolean {
  return user.includes('@');
}

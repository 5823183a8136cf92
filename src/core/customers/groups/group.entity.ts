import { Check, Column, Entity, Generated, Index, PrimaryGeneratedColumn } from 'typeorm';

/** Licenses under limits in common. A customer of the group passes it on to new licenses. Null is unlimited. */
@Entity('groups')
@Index('groups_name', ['name', 'id'])
@Check('groups_max_licenses_positive', '"max_licenses" > 0')
@Check('groups_max_activations_positive', '"max_activations" > 0')
@Check('groups_max_users_positive', '"max_users" > 0')
export class Group {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'groups_pkey' })
  id!: number;

  @Index('groups_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Column({ type: 'varchar', length: 255 })
  name!: string;

  @Column({ name: 'max_licenses', type: 'integer', nullable: true })
  maxLicenses!: number | null;

  /** Seats of all licenses together. */
  @Column({ name: 'max_activations', type: 'integer', nullable: true })
  maxActivations!: number | null;

  /** Different users of all licenses together. */
  @Column({ name: 'max_users', type: 'integer', nullable: true })
  maxUsers!: number | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz', precision: 3 })
  updatedAt!: Date;
}

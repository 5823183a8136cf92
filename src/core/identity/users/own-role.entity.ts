import { Column, Entity, Generated, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A role that the operator has defined, beside the fixed ones. */
@Entity('roles')
@Unique('roles_id_name_unique', ['id', 'name'])
export class OwnRole {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'roles_pkey' })
  id!: number;

  @Index('roles_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Column({ type: 'varchar', length: 64 })
  name!: string;

  /** The name in lower case, which is unique. */
  @Index('roles_name_unique', { unique: true })
  @Column({ name: 'name_key', type: 'varchar', length: 256, select: false })
  nameKey!: string;

  @Column({ type: 'text', array: true })
  permissions!: string[];

  /** Products whose rows the role sees and changes; null for all. */
  @Column({ name: 'product_ids', type: 'bigint', array: true, nullable: true })
  productIds!: number[] | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz', precision: 3 })
  updatedAt!: Date;
}

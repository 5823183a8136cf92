import { Column, Entity, Generated, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A note on a license. The names of a plug-in's tables begin with its own. */
@Entity('notes_notes')
@Index('notes_notes_license', ['licenseId', 'id'])
@Index('notes_notes_created', ['createdAt'])
export class Note {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'notes_notes_pkey' })
  id!: number;

  @Index('notes_notes_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Column({ name: 'license_id', type: 'bigint' })
  licenseId!: number;

  @Column({ type: 'varchar', length: 1000 })
  text!: string;

  /** The license may not be used while it has such a note. */
  @Column({ name: 'is_hold', type: 'boolean' })
  isHold!: boolean;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;
}

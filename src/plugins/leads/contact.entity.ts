import { Column, Entity, Generated, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

/** A person at an institution. The order of the ids is the order of the contacts. */
@Entity('contacts')
@Index('contacts_institution', ['institutionId', 'id'])
@Index('contacts_name_text', { synchronize: false })
@Index('contacts_name_plain', { synchronize: false })
@Index('contacts_pairs', { synchronize: false })
@Index('contacts_emails', { synchronize: false })
export class Contact {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'contacts_pkey' })
  id!: number;

  @Index('contacts_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Column({ name: 'institution_id', type: 'bigint' })
  institutionId!: number;

  @ManyToOne('Institution', { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'institution_id', foreignKeyConstraintName: 'contacts_institution_fkey' })
  institution?: object;

  @Column({ type: 'varchar', length: 255 })
  name!: string;

  /** The contact's role at the institution. */
  @Column({ type: 'varchar', length: 255, default: '' })
  position!: string;

  /** Lower case. */
  @Column({ type: 'text', array: true, default: '{}' })
  emails!: string[];

  @Column({ type: 'text', array: true, default: '{}' })
  phones!: string[];
}

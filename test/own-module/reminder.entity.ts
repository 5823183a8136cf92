import { Column, Entity, Generated, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A note to call somebody. */
@Entity('reminders')
export class Reminder {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'reminders_pkey' })
  id!: number;

  @Index('reminders_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Column({ type: 'varchar', length: 255 })
  text!: string;

  @Column({ name: 'due_at', type: 'timestamptz', precision: 3 })
  dueAt!: Date;
}

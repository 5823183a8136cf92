import { Column, Entity, PrimaryColumn } from 'typeorm';

const KEY = { primaryKeyConstraintName: 'event_counts_pkey' };

/** How often a seat was taken or freed in a quarter hour. Written when events are numbered, so that each counts once. */
@Entity('event_counts')
export class EventCount {
  /** Start of the quarter hour. */
  @PrimaryColumn({ ...KEY, type: 'timestamptz', precision: 3 })
  at!: Date;

  /** Name of the event. */
  @PrimaryColumn({ ...KEY, type: 'varchar', length: 64 })
  name!: string;

  @Column({ type: 'bigint' })
  count!: number;
}

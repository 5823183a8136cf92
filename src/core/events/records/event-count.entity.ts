import { Column, Entity, PrimaryColumn } from 'typeorm';

const KEY = { primaryKeyConstraintName: 'event_counts_pkey' };

/** Number of seats taken and freed in a quarter of an hour. Written when events are numbered, so that each is counted once. */
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

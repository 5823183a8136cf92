import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** The only row: the latest time that the relay has seen, and where its data are. Absent on the vendor's server. */
@Entity('relay_state')
@Check('relay_state_single', '"id" = 1')
export class RelayState {
  @PrimaryColumn({ type: 'smallint', primaryKeyConstraintName: 'relay_state_pkey' })
  id!: number;

  /** A clock that was set back behind it is refused. */
  @Column({ name: 'seen_at', type: 'timestamptz', precision: 3 })
  seenAt!: Date;

  /** UUID of the data: another one after they were copied or restored. */
  @Column({ type: 'uuid' })
  boot!: string;

  /** SHA-256 of the machine and the folder, in hex. */
  @Column({ type: 'varchar', length: 64 })
  place!: string;

  /** Number of starts. A file beside the database has it, too: restored data have an earlier one. */
  @Column({ type: 'integer' })
  starts!: number;

  /** Random bytes in hex, with which reports hash names; null before the first such report. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  salt!: string | null;
}

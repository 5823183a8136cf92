import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** Part of the sessions that this relay of a pair had from a minute on. Before the first one, it had the pool. */
@Entity('relay_shares')
@Check('relay_shares_not_negative', '"sessions" >= 0')
export class RelayShare {
  @PrimaryColumn({ type: 'timestamptz', precision: 0, primaryKeyConstraintName: 'relay_shares_pkey' })
  minute!: Date;

  @Column({ type: 'integer' })
  sessions!: number;
}

import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { PairState } from './pair-state';

/** The only row: which part of the pool this relay has, and what it knows of its partner. Absent for a relay without one. */
@Entity('relay_pair')
@Check('relay_pair_single', '"id" = 1')
@Check('relay_pair_shares', '"sessions" >= 0 AND "activations" >= 0')
export class RelayPair {
  @PrimaryColumn({ type: 'smallint', primaryKeyConstraintName: 'relay_pair_pkey' })
  id!: number;

  /** UUID of the license. */
  @Column({ type: 'uuid' })
  license!: string;

  /** UUID of the other relay. */
  @Column({ type: 'uuid' })
  partner!: string;

  /** Part of the sessions. What is neither here nor at the partner is between both. */
  @Column({ type: 'integer' })
  sessions!: number;

  @Column({ type: 'integer' })
  activations!: number;

  /** When an operator said that the machine of the partner is dead, until the relay has done so. */
  @Column({ name: 'take_over_asked_at', type: 'timestamptz', precision: 3, nullable: true })
  takeOverAskedAt!: Date | null;

  @Column({ type: 'jsonb' })
  state!: PairState;
}

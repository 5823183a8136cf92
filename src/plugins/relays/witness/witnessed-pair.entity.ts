import { Check, Column, Entity, JoinColumn, OneToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { ConversationMemory } from '../../relay/pair/conversation';
import type { WitnessedPair } from '../../relay/pair/witness-book';
import { Relay } from '../relay.entity';

/** A conversation of this server with a relay. */
export interface WitnessTalk {
  readonly memory: ConversationMemory;
  /** Messages of the relay that counted. */
  readonly heard: number;
}

/** A pair of relays whose witness this server is. Each answer is decided under the lock of the row. */
@Entity('witnessed_pairs')
@Check('witnessed_pairs_epoch', `"epoch" >= 0 AND "epoch" = ("pair"->'epoch'->>'number')::bigint`)
export class WitnessedPairRow {
  /** UUID of the first relay of the pair. */
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'witnessed_pairs_pkey' })
  pool!: string;

  @OneToOne(() => Relay, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'pool', referencedColumnName: 'uid', foreignKeyConstraintName: 'witnessed_pairs_relay_fkey' })
  first?: Relation<Relay>;

  /** Number of take-overs. */
  @Column({ type: 'bigint' })
  epoch!: number;

  @Column({ type: 'jsonb' })
  pair!: WitnessedPair;

  /** By the UUID of the relay. */
  @Column({ type: 'jsonb' })
  talks!: Readonly<Record<string, WitnessTalk>>;
}

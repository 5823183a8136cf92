import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** `skipped`: not compared, because too many comparisons were waiting, the answer is a file, or one server did not answer. */
export const OUTCOMES = ['same', 'status', 'shape', 'values', 'skipped'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Compared requests of an API and a day, in UTC. */
@Entity('shadow_counts')
@Check('shadow_counts_outcome_known', `"outcome" IN ('same', 'status', 'shape', 'values', 'skipped')`)
export class ShadowCount {
  @PrimaryColumn({ type: 'varchar', length: 32, primaryKeyConstraintName: 'shadow_counts_pkey' })
  dialect!: string;

  @PrimaryColumn({ type: 'date', primaryKeyConstraintName: 'shadow_counts_pkey' })
  day!: string;

  /** Method and path of the route. */
  @PrimaryColumn({ type: 'varchar', length: 255, primaryKeyConstraintName: 'shadow_counts_pkey' })
  operation!: string;

  @PrimaryColumn({ type: 'varchar', length: 8, primaryKeyConstraintName: 'shadow_counts_pkey' })
  outcome!: Outcome;

  @Column({ type: 'bigint' })
  count!: number;
}

import { Check, Column, Entity, Generated, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { Agreement } from './compare-answers';

export const DIFFERENCES = ['status', 'shape', 'values'] as const satisfies readonly Exclude<Agreement, 'same'>[];
export type Difference = (typeof DIFFERENCES)[number];

/** A request that the old server and this one answered differently. Secrets in its texts are hidden. */
@Entity('shadow_differences')
@Index('shadow_differences_dialect', ['dialect', 'id'])
@Check('shadow_differences_kind_known', `"difference" IN ('status', 'shape', 'values')`)
export class ShadowDifference {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'shadow_differences_pkey' })
  id!: number;

  @Index('shadow_differences_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Column({ type: 'varchar', length: 32 })
  dialect!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;

  /** Method and path of the route. */
  @Column({ type: 'varchar', length: 255 })
  operation!: string;

  @Column({ type: 'varchar', length: 8 })
  difference!: Difference;

  @Column({ type: 'text', array: true })
  fields!: string[];

  /** Path with the query. */
  @Column({ type: 'varchar', length: 16_384 })
  url!: string;

  @Column({ name: 'request_body', type: 'varchar', length: 16_384 })
  requestBody!: string;

  @Column({ name: 'their_status', type: 'smallint' })
  theirStatus!: number;

  @Column({ name: 'their_body', type: 'varchar', length: 16_384 })
  theirBody!: string;

  @Column({ name: 'our_status', type: 'smallint' })
  ourStatus!: number;

  @Column({ name: 'our_body', type: 'varchar', length: 16_384 })
  ourBody!: string;

  /** Whether this server's answer was the one that the program got. */
  @Column({ name: 'was_ours', type: 'boolean' })
  wasOurs!: boolean;
}

import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { problem } from '../../common/errors/domain-error';
import type { GrantSet } from '../grants/grants';
import { Policy } from './policy.entity';

/** Entitlements and meters of a policy as they were when it was published; neither it nor its grants ever change. */
@Entity('policy_versions')
@Index('policy_versions_number_unique', ['policyId', 'number'], { unique: true })
@Check('policy_versions_number_positive', '"number" > 0')
export class PolicyVersion {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'policy_versions_pkey' })
  id!: number;

  @Column({ name: 'policy_id', type: 'bigint' })
  policyId!: number;

  @ManyToOne(() => Policy, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'policy_id', foreignKeyConstraintName: 'policy_versions_policy_fkey' })
  policy?: Relation<Policy>;

  /** Counts from 1 in each policy, without gaps. */
  @Column({ type: 'integer' })
  number!: number;

  @Column({ type: 'varchar', length: 500, nullable: true })
  note!: string | null;

  /** Stored apart; loaded by `PolicyVersionsService`. */
  grants?: GrantSet;

  @Column({ name: 'published_at', type: 'timestamptz', precision: 3 })
  publishedAt!: Date;
}

/** Greatest number that a version can have. */
export const MAX_POLICY_VERSION = 1_000_000;

/** Version of the licenses of a policy that has published none, and of the first that it publishes. */
export const FIRST_VERSION = 1;

/** Whether licenses can have this version of the policy; the newest by default. */
export function hasVersion({ publishedVersion }: Pick<Policy, 'publishedVersion'>, number = FIRST_VERSION): boolean {
  return number <= (publishedVersion ?? FIRST_VERSION);
}

/** The version of a policy that licenses get: the newest, or the one with this number. Throws if there is none. */
export function versionToUse(policy: Pick<Policy, 'publishedVersion'>, number?: number): number {
  if (!hasVersion(policy, number)) {
    throw problem('POLICY_VERSION_NOT_FOUND', { field: 'policy_version' });
  }
  return number ?? policy.publishedVersion ?? FIRST_VERSION;
}

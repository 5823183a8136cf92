import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { Entitlement } from '../../catalog/definitions/entitlement.entity';
import type { EntitlementValue } from '../../catalog/grants/grants';
import { Meter } from '../../catalog/definitions/meter.entity';
import type { StoredCredit } from '../../catalog/grants/credit-terms';
import type { MeterTerms } from '../../catalog/grants/meter-terms';
import { PolicyVersion } from '../../catalog/policies/policy-version.entity';
import { Policy } from '../../catalog/policies/policy.entity';
import { License } from '../licenses/license.entity';

/**
 * An entitlement or a meter that a policy, or a version that it published, gives to its licenses, or that one license has of
 * its own. Each unique index also
 * serves the foreign key that it begins with.
 */
@Entity('grants')
@Index('grants_policy_entitlement_unique', ['policyId', 'entitlementId'], { unique: true })
@Index('grants_entitlement_license_unique', ['entitlementId', 'licenseId'], { unique: true })
@Index('grants_license_meter_unique', ['licenseId', 'meterId'], { unique: true })
@Index('grants_meter_policy_unique', ['meterId', 'policyId'], { unique: true })
@Index('grants_version_entitlement_unique', ['policyVersionId', 'entitlementId'], {
  unique: true,
  where: '"policy_version_id" IS NOT NULL',
})
@Index('grants_version_meter_unique', ['policyVersionId', 'meterId'], {
  unique: true,
  where: '"policy_version_id" IS NOT NULL',
})
@Check('grants_one_holder', 'num_nonnulls("policy_id", "license_id", "policy_version_id") = 1')
@Check('grants_one_subject', 'num_nonnulls("entitlement_id", "meter_id") = 1')
@Check('grants_withdrawn_by_license', '"value" IS NOT NULL OR "license_id" IS NOT NULL')
export class Grant {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'grants_pkey' })
  id!: number;

  @Column({ name: 'policy_id', type: 'bigint', nullable: true })
  policyId!: number | null;

  @ManyToOne(() => Policy, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'policy_id', foreignKeyConstraintName: 'grants_policy_fkey' })
  policy?: Relation<Policy> | null;

  @Column({ name: 'policy_version_id', type: 'bigint', nullable: true })
  policyVersionId!: number | null;

  @ManyToOne(() => PolicyVersion, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'policy_version_id', foreignKeyConstraintName: 'grants_policy_version_fkey' })
  policyVersion?: Relation<PolicyVersion> | null;

  @Column({ name: 'license_id', type: 'bigint', nullable: true })
  licenseId!: number | null;

  @ManyToOne(() => License, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'license_id', foreignKeyConstraintName: 'grants_license_fkey' })
  license?: Relation<License> | null;

  @Column({ name: 'entitlement_id', type: 'bigint', nullable: true })
  entitlementId!: number | null;

  @ManyToOne(() => Entitlement, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'entitlement_id', foreignKeyConstraintName: 'grants_entitlement_fkey' })
  entitlement?: Relation<Entitlement> | null;

  @Column({ name: 'meter_id', type: 'bigint', nullable: true })
  meterId!: number | null;

  @ManyToOne(() => Meter, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'meter_id', foreignKeyConstraintName: 'grants_meter_fkey' })
  meter?: Relation<Meter> | null;

  /** A meter's terms, those of a credit with its rates, or an entitlement's value; null withdraws what the policy grants. */
  @Column({ type: 'jsonb', nullable: true })
  value!: EntitlementValue | MeterTerms | StoredCredit | null;

  /** Expiration time; null if the grant never expires. */
  @Column({ name: 'expires_at', type: 'timestamptz', precision: 3, nullable: true })
  expiresAt!: Date | null;
}

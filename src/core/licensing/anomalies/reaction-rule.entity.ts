import {
  Check,
  Column,
  Entity,
  Generated,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  type Relation,
} from 'typeorm';
import { Policy } from '../../catalog/policies/policy.entity';
import type { AnomalyType } from '../licenses/anomaly-types';

/** Reactions to a new anomaly of a type, on licenses of a policy or of all policies that have no rule of their own for this type. */
@Entity('reaction_rules')
@Index('reaction_rules_policy_unique', ['policyId', 'type'], { unique: true })
@Index('reaction_rules_all_unique', ['type'], { unique: true, where: '"policy_id" IS NULL' })
@Check('reaction_rules_days', '"suspend_after_days" BETWEEN 0 AND 90')
export class ReactionRule {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'reaction_rules_pkey' })
  id!: number;

  @Index('reaction_rules_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Column({ type: 'varchar', length: 32 })
  type!: AnomalyType;

  /** Null for all policies without a rule of their own for this type. */
  @Column({ name: 'policy_id', type: 'bigint', nullable: true })
  policyId!: number | null;

  @ManyToOne(() => Policy, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'policy_id', foreignKeyConstraintName: 'reaction_rules_policy_fkey' })
  policy?: Relation<Policy> | null;

  /** Tells the customer by e-mail. */
  @Column({ name: 'mail_customer', type: 'boolean' })
  mailCustomer!: boolean;

  /** Asks the customer to sign in to the portal, which cancels the suspension. */
  @Column({ name: 'ask_sign_in', type: 'boolean' })
  askSignIn!: boolean;

  /** Tells the vendor by e-mail. */
  @Column({ type: 'boolean' })
  report!: boolean;

  /** Days after which the license is disabled; null for never. */
  @Column({ name: 'suspend_after_days', type: 'smallint', nullable: true })
  suspendAfterDays!: number | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz', precision: 3 })
  updatedAt!: Date;
}

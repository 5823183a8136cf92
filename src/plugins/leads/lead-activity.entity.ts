import { Check, Column, Entity, Generated, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

export const LEAD_ACTIVITY_TYPES = ['call', 'email', 'meeting', 'note'] as const;
export type LeadActivityType = (typeof LEAD_ACTIVITY_TYPES)[number];

/** An activity of a lead. Activities are never changed. */
@Entity('lead_activities')
@Check('lead_activities_type_known', `"type" IN ('call', 'email', 'meeting', 'note')`)
@Index('lead_activities_institution', ['institutionId', 'id'])
@Index('lead_activities_latest', ['institutionId', 'at', 'id'])
export class LeadActivity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'lead_activities_pkey' })
  id!: number;

  @Index('lead_activities_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Column({ name: 'institution_id', type: 'bigint' })
  institutionId!: number;

  @ManyToOne('Institution', { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'institution_id', foreignKeyConstraintName: 'lead_activities_institution_fkey' })
  institution?: object;

  @Column({ type: 'varchar', length: 16 })
  type!: LeadActivityType;

  @Column({ type: 'varchar', length: 2000, default: '' })
  text!: string;

  /** When it happened. */
  @Index('lead_activities_at')
  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;
}

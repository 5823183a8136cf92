import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { MeterGrant } from './meter-grant.entity';

const KEY = { type: 'bigint', primaryKeyConstraintName: 'meter_draws_pkey' } as const;

/** Amount that a device drew from a grant in a period of its meter. */
@Entity('meter_draws')
export class MeterDraw {
  @PrimaryColumn({ ...KEY, name: 'grant_id' })
  grantId!: number;

  @ManyToOne(() => MeterGrant, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'grant_id', foreignKeyConstraintName: 'meter_draws_grant_fkey' })
  grant?: Relation<MeterGrant>;

  /** The epoch for a meter that never resets. */
  @PrimaryColumn({ ...KEY, name: 'period_start', type: 'timestamptz', precision: 3 })
  periodStart!: Date;

  /** 0 without a device. Not a foreign key: activations are deleted with their license only. */
  @PrimaryColumn({ ...KEY, name: 'activation_id' })
  activationId!: number;

  /** Drawn and not returned. */
  @Column({ type: 'bigint' })
  amount!: number;

  @Column({ name: 'updated_at', type: 'timestamptz', precision: 3 })
  updatedAt!: Date;
}

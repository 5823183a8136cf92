import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

const KEY = { type: 'bigint', primaryKeyConstraintName: 'license_meter_use_pkey' } as const;

/**
 * The use of a meter by a license when licenses were last counted, for filters. Usage reports write none of it. It has no foreign
 * keys: the count forgets meters that a license lost.
 */
@Entity('license_meter_use')
@Index('license_meter_use_used', ['meterId', 'used', 'licenseId'])
@Index('license_meter_use_percent', ['meterId', 'percent', 'licenseId'], { where: '"percent" IS NOT NULL' })
export class LicenseMeterUse {
  @PrimaryColumn({ ...KEY, name: 'license_id' })
  licenseId!: number;

  @PrimaryColumn({ ...KEY, name: 'meter_id' })
  meterId!: number;

  /** In the current period. */
  @Column({ type: 'bigint' })
  used!: number;

  /** Part of the limit that is used, without overage, rounded down; 100 for a limit of 0. Null without a limit. */
  @Column({ type: 'bigint', nullable: true })
  percent!: number | null;
}

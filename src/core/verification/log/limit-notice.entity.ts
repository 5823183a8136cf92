import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** When a license last reported that a limit is reached. Kept until it may report again. */
@Entity('limit_notices')
@Index('limit_notices_age', ['noticedAt'])
export class LimitNotice {
  // No foreign key: it would lock the license after its devices.
  @PrimaryColumn({ name: 'license_id', type: 'bigint', primaryKeyConstraintName: 'limit_notices_pkey' })
  licenseId!: number;

  @Column({ name: 'noticed_at', type: 'timestamptz', precision: 3 })
  noticedAt!: Date;
}

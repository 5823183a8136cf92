import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * The use of a license when licenses were last counted, for filters. Checks write none of it. It has no foreign key: the count
 * forgets deleted licenses.
 */
@Entity('license_activity')
@Index('license_activity_seen', ['lastSeenOn', 'licenseId'])
@Index('license_activity_seats_used', ['seatsUsed', 'licenseId'])
@Index('license_activity_seats_left', ['seatsLeft', 'licenseId'], { where: '"seats_left" IS NOT NULL' })
@Index('license_activity_refused', ['refusedOn', 'licenseId'], { where: '"refused_on" IS NOT NULL' })
@Index('license_activity_countries', { synchronize: false })
export class LicenseActivity {
  @PrimaryColumn({ name: 'license_id', type: 'bigint', primaryKeyConstraintName: 'license_activity_pkey' })
  licenseId!: number;

  /** In UTC; `-infinity` for a license that no device was seen with. */
  @Column({ name: 'last_seen_on', type: 'date', default: '-infinity' })
  lastSeenOn!: string;

  /** Devices and domains that hold a seat. */
  @Column({ name: 'seats_used', type: 'integer', default: 0 })
  seatsUsed!: number;

  /** Null if the seats are unlimited. */
  @Column({ name: 'seats_left', type: 'integer', nullable: true })
  seatsLeft!: number | null;

  /** Codes of the countries of its devices. */
  @Column({ type: 'varchar', length: 2, array: true, default: '{}' })
  countries!: string[];

  /** In UTC; the last day with a refused request. */
  @Column({ name: 'refused_on', type: 'date', nullable: true })
  refusedOn!: string | null;
}

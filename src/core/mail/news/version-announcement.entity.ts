import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

/** A published version that customers are told of, and how far this has got. */
@Entity('version_announcements')
@Index('version_announcements_open', ['versionId'], { where: '"finished_at" IS NULL' })
export class VersionAnnouncement {
  @PrimaryColumn({ name: 'version_id', type: 'bigint', primaryKeyConstraintName: 'version_announcements_pkey' })
  versionId!: number;

  @ManyToOne('ProductVersion', { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'version_id', foreignKeyConstraintName: 'version_announcements_version_fkey' })
  version?: object;

  /** The event of its publication. */
  @Column({ name: 'event_id', type: 'bigint' })
  eventId!: number;

  @Column({ name: 'event_at', type: 'timestamptz', precision: 3 })
  eventAt!: Date;

  /** Licenses up to this one have been looked at. */
  @Column({ name: 'after_license_id', type: 'bigint', default: 0 })
  afterLicenseId!: number;

  @Column({ name: 'finished_at', type: 'timestamptz', precision: 3, nullable: true })
  finishedAt!: Date | null;
}

import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { ProductVersion } from './product-version.entity';

const KEY = { primaryKeyConstraintName: 'version_downloads_pkey' };
const COUNT_KEY = { primaryKeyConstraintName: 'version_download_counts_pkey' };

/** A device that downloaded a version today, so that it counts once. Deleted after the day. */
@Entity('version_downloads')
export class VersionDownload {
  @PrimaryColumn({ ...KEY, name: 'version_id', type: 'bigint' })
  versionId!: number;

  @ManyToOne(() => ProductVersion, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'version_id', foreignKeyConstraintName: 'version_downloads_version_fkey' })
  version?: Relation<ProductVersion>;

  /** A calendar date in UTC. */
  @PrimaryColumn({ ...KEY, type: 'date' })
  day!: string;

  /** SHA-256 of license and device. */
  @PrimaryColumn({ ...KEY, type: 'varchar', length: 64 })
  downloader!: string;
}

/** Devices that downloaded a version, by day. */
@Entity('version_download_counts')
export class VersionDownloadCount {
  @PrimaryColumn({ ...COUNT_KEY, name: 'version_id', type: 'bigint' })
  versionId!: number;

  @ManyToOne(() => ProductVersion, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'version_id', foreignKeyConstraintName: 'version_download_counts_version_fkey' })
  version?: Relation<ProductVersion>;

  /** A calendar date in UTC. */
  @PrimaryColumn({ ...COUNT_KEY, type: 'date' })
  day!: string;

  @Column({ type: 'integer' })
  downloads!: number;
}

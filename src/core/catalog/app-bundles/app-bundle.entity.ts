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
import { StoredFile } from '../../platform/files/stored-file.entity';

/** Administrative status; the status that apps receive also depends on the date (`healthOf`). */
export const APP_BUNDLE_STATUSES = ['active', 'expired', 'disabled'] as const;
/** Status of an app bundle, as admins set it. */
export type AppBundleStatus = (typeof APP_BUNDLE_STATUSES)[number];

/** An app that downloads its license file by bundle identifier. */
@Entity('app_bundles')
@Check('app_bundles_status_known', `"status" IN ('active', 'expired', 'disabled')`)
export class AppBundle {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'app_bundles_pkey' })
  id!: number;

  @Index('app_bundles_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  /** App store identifier. */
  @Index('app_bundles_app_bundle_id_unique', { unique: true })
  @Column({ name: 'app_bundle_id', type: 'varchar', length: 255 })
  appBundleId!: string;

  @Column({ type: 'varchar', length: 16 })
  status!: AppBundleStatus;

  @Column({ name: 'expires_at', type: 'timestamptz', precision: 3 })
  expiresAt!: Date;

  @Column({ type: 'text', array: true, default: '{}' })
  features!: string[];

  /** Recommended SDK version; empty if not set. */
  @Column({ type: 'varchar', length: 255, default: '' })
  version!: string;

  @Column({ type: 'varchar', length: 255, default: '' })
  platform!: string;

  @Column({ type: 'varchar', length: 2000, default: '' })
  description!: string;

  /** Name of the license file; empty before the first upload. */
  @Column({ name: 'license_file', type: 'varchar', length: 255, default: '' })
  licenseFile!: string;

  @Index('app_bundles_license_file_unique', { unique: true })
  @Column({ name: 'license_file_id', type: 'bigint', nullable: true })
  licenseFileId!: number | null;

  @ManyToOne(() => StoredFile, { nullable: true })
  @JoinColumn({ name: 'license_file_id', foreignKeyConstraintName: 'app_bundles_license_file_fkey' })
  storedLicenseFile?: Relation<StoredFile> | null;

  /** Name that the caller stated; the audit log records the actual caller. */
  @Column({ name: 'created_by', type: 'varchar', length: 255, default: '' })
  createdBy!: string;

  @Column({ name: 'updated_by', type: 'varchar', length: 255, default: '' })
  updatedBy!: string;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz', precision: 3 })
  updatedAt!: Date;
}

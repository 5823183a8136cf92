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
import { ProductVersion } from './product-version.entity';
import type { Arch, ArtifactKind, Platform } from './artifact-target';

/** A file of a version for a platform: stored here, or at an address outside. */
@Entity('version_artifacts')
@Check('version_artifacts_stored_or_outside', '("file_id" IS NULL) <> ("url" IS NULL)')
@Check('version_artifacts_delta_from_version', `("kind" = 'delta') = ("from_version" <> '')`)
@Check('version_artifacts_system_readable', String.raw`"min_os_version" ~ '^\d{1,9}(\.\d{1,9}){0,3}$'`)
@Check('version_artifacts_label_form', `"label" ~ '^([a-z0-9][a-z0-9._-]*)?$'`)
@Index('version_artifacts_target_unique', ['versionId', 'platform', 'arch', 'kind', 'fromVersion', 'label'], {
  unique: true,
})
export class VersionArtifact {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'version_artifacts_pkey' })
  id!: number;

  @Index('version_artifacts_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Column({ name: 'version_id', type: 'bigint' })
  versionId!: number;

  @ManyToOne(() => ProductVersion, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'version_id', foreignKeyConstraintName: 'version_artifacts_version_fkey' })
  version?: Relation<ProductVersion>;

  @Column({ type: 'varchar', length: 32 })
  platform!: Platform;

  @Column({ type: 'varchar', length: 32 })
  arch!: Arch;

  @Column({ type: 'varchar', length: 16 })
  kind!: ArtifactKind;

  /** The version that a delta changes into this one; empty for other kinds. */
  @Column({ name: 'from_version', type: 'varchar', length: 255, default: '' })
  fromVersion!: string;

  /** Tells files of one platform, processor and kind apart; empty for the one that updaters take. */
  @Column({ type: 'varchar', length: 32, default: '' })
  label!: string;

  /** Programs read the object `public` in it. */
  @Column({ type: 'jsonb', default: {} })
  metadata!: object;

  /** The oldest version of the platform's system that the file runs on; null for any. */
  @Column({ name: 'min_os_version', type: 'varchar', length: 39, nullable: true })
  minOsVersion!: string | null;

  /** Codes of the entitlements without which a license does not get the file. */
  @Column({ name: 'required_entitlements', type: 'varchar', length: 64, array: true, default: '{}' })
  requiredEntitlements!: string[];

  @Index('version_artifacts_name')
  @Column({ type: 'varchar', length: 255 })
  name!: string;

  @Column({ type: 'bigint' })
  size!: number;

  /** In lower-case hex, as the other hashes; null if it is unknown for a file outside. */
  @Column({ type: 'varchar', length: 40, nullable: true })
  sha1!: string | null;

  @Index('version_artifacts_checksum')
  @Column({ type: 'varchar', length: 64 })
  sha256!: string;

  @Column({ type: 'varchar', length: 128, nullable: true })
  sha512!: string | null;

  /** Sparkle's signature of the file, in base64. */
  @Column({ name: 'ed25519_signature', type: 'varchar', length: 88, nullable: true })
  ed25519Signature!: string | null;

  /** Tauri's signature of the file: a signature file of minisign, in base64. */
  @Column({ name: 'minisign_signature', type: 'varchar', length: 2000, nullable: true })
  minisignSignature!: string | null;

  @Index('version_artifacts_file_unique', { unique: true })
  @Column({ name: 'file_id', type: 'bigint', nullable: true })
  fileId!: number | null;

  @ManyToOne(() => StoredFile, { nullable: true })
  @JoinColumn({ name: 'file_id', foreignKeyConstraintName: 'version_artifacts_file_fkey' })
  file?: Relation<StoredFile> | null;

  @Column({ type: 'varchar', length: 2000, nullable: true })
  url!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;
}

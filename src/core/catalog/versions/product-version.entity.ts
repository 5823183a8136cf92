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
import { Product } from '../products/product.entity';
import { STABLE } from './release-channel';
import type { RolloutStep } from './rollout';

/** File types of a version: the program, and an SQL script for its database. */
export const VERSION_FILES = ['main', 'sql'] as const;
/** Type of a file that a version has without artifacts. */
export type VersionFileType = (typeof VERSION_FILES)[number];

/** A version of a product, with its files, channel and rollout. */
@Entity('product_versions')
@Check('product_versions_withdrawn_inactive', '"withdrawn_at" IS NULL OR NOT "is_active"')
@Index('product_versions_reference_unique', ['productId', 'reference'], { unique: true })
@Index('product_versions_reference', ['reference'])
@Index('product_versions_latest', ['productId', 'parts', 'id'], { where: '"is_active"' })
@Index('product_versions_channel', ['productId', 'channel', 'parts', 'id', 'releasedAt'], { where: '"is_active"' })
@Index('product_versions_metadata', { synchronize: false })
@Index('product_versions_mandatory', ['productId', 'parts'], { where: '"is_active" AND "is_mandatory"' })
export class ProductVersion {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'product_versions_pkey' })
  id!: number;

  @Index('product_versions_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Column({ name: 'product_id', type: 'bigint' })
  productId!: number;

  @ManyToOne(() => Product)
  @JoinColumn({ name: 'product_id', foreignKeyConstraintName: 'product_versions_product_fkey' })
  product?: Relation<Product>;

  /** Identifier in download URLs, e.g. "v1.2.0". */
  @Column({ type: 'varchar', length: 255 })
  reference!: string;

  @Column({ type: 'varchar', length: 255 })
  version!: string;

  /** Its order among versions: see `versionParts`. */
  @Column({ type: 'bigint', array: true })
  parts!: number[];

  /** Release channel, in lower case. */
  @Column({ type: 'varchar', length: 64, default: STABLE })
  channel!: string;

  @Column({ type: 'varchar', length: 2000, default: '' })
  summary!: string;

  @Column({ type: 'varchar', length: 65535, default: '' })
  changelog!: string;

  /** Custom data of the vendor. */
  @Column({ type: 'jsonb', default: {} })
  metadata!: object;

  /** A calendar date, `YYYY-MM-DD`. */
  @Column({ name: 'released_at', type: 'date' })
  releasedAt!: string;

  @Column({ name: 'is_active', type: 'boolean', default: true })
  isActive!: boolean;

  /** Shares of devices to which the version is offered, in ascending order; null offers it to all. */
  @Column({ name: 'rollout_steps', type: 'jsonb', nullable: true })
  rolloutSteps!: RolloutStep[] | null;

  /** Channels whose programs are offered the version before the steps reach them. */
  @Column({ name: 'rollout_channels', type: 'varchar', length: 64, array: true, default: '{}' })
  rolloutChannels!: string[];

  /** UUIDs of the licenses that are offered the version before the steps reach them. */
  @Column({ name: 'rollout_licenses', type: 'uuid', array: true, default: '{}' })
  rolloutLicenses!: string[];

  /** Since then, nobody new is offered the version. */
  @Column({ name: 'halted_at', type: 'timestamptz', precision: 3, nullable: true })
  haltedAt!: Date | null;

  @Column({ name: 'halted_by', type: 'varchar', length: 255, nullable: true })
  haltedBy!: string | null;

  /** Since then, nobody is offered the version or can download it. */
  @Column({ name: 'withdrawn_at', type: 'timestamptz', precision: 3, nullable: true })
  withdrawnAt!: Date | null;

  @Column({ name: 'withdrawn_by', type: 'varchar', length: 255, nullable: true })
  withdrawnBy!: string | null;

  /** Why it was halted or withdrawn. */
  @Column({ name: 'stop_reason', type: 'varchar', length: 500, nullable: true })
  stopReason!: string | null;

  @Column({ name: 'is_mandatory', type: 'boolean', default: false })
  isMandatory!: boolean;

  /** Codes of the entitlements without which a license is not offered the version. */
  @Column({ name: 'required_entitlements', type: 'varchar', length: 64, array: true, default: '{}' })
  requiredEntitlements!: string[];

  @Column({ name: 'download_url', type: 'varchar', length: 2000, nullable: true })
  downloadUrl!: string | null;

  @Index('product_versions_main_file_unique', { unique: true })
  @Column({ name: 'main_file_id', type: 'bigint', nullable: true })
  mainFileId!: number | null;

  @ManyToOne(() => StoredFile, { nullable: true })
  @JoinColumn({ name: 'main_file_id', foreignKeyConstraintName: 'product_versions_main_file_fkey' })
  mainFile?: Relation<StoredFile> | null;

  @Index('product_versions_sql_file_unique', { unique: true })
  @Column({ name: 'sql_file_id', type: 'bigint', nullable: true })
  sqlFileId!: number | null;

  @ManyToOne(() => StoredFile, { nullable: true })
  @JoinColumn({ name: 'sql_file_id', foreignKeyConstraintName: 'product_versions_sql_file_fkey' })
  sqlFile?: Relation<StoredFile> | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz', precision: 3 })
  updatedAt!: Date;
}

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
import { StoredFile } from '../files/stored-file.entity';
import type { ActorType } from '../records/audit-entry.entity';

export const EXPORT_STATES = ['queued', 'running', 'done', 'failed', 'stopped'] as const;
/** State of an export of data. */
export type ExportState = (typeof EXPORT_STATES)[number];

/** A CSV file that is written in the background and waits for its download. */
@Entity('data_exports')
@Index('data_exports_actor', ['actorType', 'actorId', 'id'])
@Check('data_exports_state_known', `"state" IN ('queued', 'running', 'done', 'failed', 'stopped')`)
@Check('data_exports_end_known', `("finished_at" IS NULL) = ("state" IN ('queued', 'running'))`)
export class DataExport {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'data_exports_pkey' })
  id!: number;

  @Index('data_exports_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  /** Name of the list. */
  @Column({ type: 'varchar', length: 64 })
  kind!: string;

  /** Name of the file without its ending. */
  @Column({ type: 'varchar', length: 64 })
  name!: string;

  /** The values that select rows, such as the fields of an address. */
  @Column({ type: 'jsonb' })
  query!: object;

  @Column({ type: 'jsonb' })
  columns!: readonly string[];

  /** The filters in words, in the language of the creator; empty for all rows. */
  @Column({ type: 'varchar', length: 500 })
  description!: string;

  /** Time zone of the creator, in which the days of filters begin. */
  @Column({ type: 'varchar', length: 64 })
  zone!: string;

  @Column({ type: 'varchar', length: 16, default: 'queued' })
  state!: ExportState;

  @Column({ name: 'actor_type', type: 'varchar', length: 16 })
  actorType!: ActorType;

  @Column({ name: 'actor_id', type: 'bigint', nullable: true })
  actorId!: number | null;

  /** Name of the user or API key. */
  @Column({ type: 'varchar', length: 255 })
  actor!: string;

  /** Products that the actor was restricted to; null for none. */
  @Column({ name: 'product_ids', type: 'bigint', array: true, nullable: true })
  productIds!: number[] | null;

  /** Rows at the start; null if they were not counted. */
  @Column({ type: 'integer', nullable: true })
  total!: number | null;

  /** Written rows. */
  @Column({ type: 'integer', default: 0 })
  rows!: number;

  @Column({ type: 'bigint', default: 0 })
  bytes!: number;

  /** Number of the parts that were written. */
  @Column({ type: 'integer', default: 0 })
  step!: number;

  /** Cursor of the next rows; null before the first part and after the last one. */
  @Column({ type: 'varchar', length: 500, nullable: true })
  place!: string | null;

  @Index('data_exports_file', { where: '"file_id" IS NOT NULL' })
  @Column({ name: 'file_id', type: 'bigint', nullable: true })
  fileId!: number | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'started_at', type: 'timestamptz', precision: 3, nullable: true })
  startedAt!: Date | null;

  /** Time of the last part. */
  @Column({ name: 'continued_at', type: 'timestamptz', precision: 3, nullable: true })
  continuedAt!: Date | null;

  @Column({ name: 'finished_at', type: 'timestamptz', precision: 3, nullable: true })
  finishedAt!: Date | null;

  @Index('data_exports_keep_until')
  @Column({ name: 'keep_until', type: 'timestamptz', precision: 3 })
  keepUntil!: Date;

  @ManyToOne(() => StoredFile, { nullable: true, onDelete: 'SET NULL' })
  @JoinColumn({ name: 'file_id', foreignKeyConstraintName: 'data_exports_file_fkey' })
  file?: Relation<StoredFile> | null;
}

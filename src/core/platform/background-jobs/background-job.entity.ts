import { Check, Column, Entity, Generated, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { ActorType } from '../records/audit-entry.entity';

export const JOB_STATES = ['queued', 'running', 'done', 'failed', 'stopped'] as const;
/** State of a background job. */
export type JobState = (typeof JOB_STATES)[number];

/** A long change of many rows that was requested by somebody and runs in the background, in chunks. */
@Entity('background_jobs')
@Index('background_jobs_actor', ['actorType', 'actorId', 'id'])
@Index('background_jobs_unfinished', ['id'], { where: '"finished_at" IS NULL' })
@Index('background_jobs_finished', ['finishedAt'], { where: '"finished_at" IS NOT NULL' })
@Index('background_jobs_failed', ['finishedAt'], { where: '"failed" > 0' })
@Check('background_jobs_state_known', `"state" IN ('queued', 'running', 'done', 'failed', 'stopped')`)
@Check('background_jobs_end_known', `("finished_at" IS NULL) = ("state" IN ('queued', 'running'))`)
export class BackgroundJob {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'background_jobs_pkey' })
  id!: number;

  @Index('background_jobs_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  /** Name of the work, e.g. `licenses.extend`. */
  @Column({ type: 'varchar', length: 64 })
  kind!: string;

  @Column({ type: 'varchar', length: 16, default: 'queued' })
  state!: JobState;

  /** Parameters of the kind, without the rows. */
  @Column({ type: 'jsonb', default: {} })
  parameters!: object;

  @Column({ type: 'varchar', length: 500, nullable: true })
  reason!: string | null;

  /** Order or ticket. */
  @Column({ type: 'varchar', length: 100, nullable: true })
  reference!: string | null;

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

  @Column({ type: 'varchar', length: 64, nullable: true })
  ip!: string | null;

  @Column({ name: 'request_id', type: 'varchar', length: 64, nullable: true })
  requestId!: string | null;

  /** Selected rows, including the skipped. */
  @Column({ type: 'integer', default: 0 })
  total!: number;

  @Column({ type: 'integer', default: 0 })
  changed!: number;

  /** Rows that could not change when the job was created. */
  @Column({ type: 'integer', default: 0 })
  skipped!: number;

  /** Rows that somebody else changed meanwhile. */
  @Column({ name: 'left_alone', type: 'integer', default: 0 })
  leftAlone!: number;

  @Column({ type: 'integer', default: 0 })
  failed!: number;

  /** Position of the last row that was visited. */
  @Column({ type: 'integer', default: 0 })
  position!: number;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'started_at', type: 'timestamptz', precision: 3, nullable: true })
  startedAt!: Date | null;

  /** Time of the last chunk. */
  @Column({ name: 'continued_at', type: 'timestamptz', precision: 3, nullable: true })
  continuedAt!: Date | null;

  @Column({ name: 'finished_at', type: 'timestamptz', precision: 3, nullable: true })
  finishedAt!: Date | null;

  /** Null if the job cannot be undone. */
  @Column({ name: 'undo_until', type: 'timestamptz', precision: 3, nullable: true })
  undoUntil!: Date | null;

  /** Uid of the job that this one undoes. */
  @Index('background_jobs_undo_unique', { unique: true, where: '"undo_of" IS NOT NULL' })
  @Column({ name: 'undo_of', type: 'uuid', nullable: true })
  undoOf!: string | null;

  /** Uid of the job that undoes this one. */
  @Column({ name: 'undone_by', type: 'uuid', nullable: true })
  undoneBy!: string | null;

  /** Rows with an outcome. */
  get done(): number {
    return this.changed + this.skipped + this.leftAlone + this.failed;
  }
}

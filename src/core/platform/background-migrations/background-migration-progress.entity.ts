import { Check, Column, Entity, PrimaryGeneratedColumn, Index } from 'typeorm';

export type BackgroundMigrationState = 'waiting' | 'running' | 'failing' | 'done';
export type ProgressUnit = 'rows' | 'indexes';

/** Progress of a background migration. That of another release stays. */
@Entity('background_migrations')
@Check('background_migrations_unit_known', `"unit" IN ('rows', 'indexes')`)
export class BackgroundMigrationProgress {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'background_migrations_pkey' })
  id!: number;

  @Index('background_migrations_name_unique', { unique: true })
  @Column({ type: 'varchar', length: 100 })
  name!: string;

  /** The effect that operators notice until it has finished. */
  @Column({ type: 'varchar', length: 500 })
  until!: string;

  /** Release that brought it. */
  @Column({ type: 'varchar', length: 64 })
  release!: string;

  @Column({ type: 'varchar', length: 8 })
  unit!: ProgressUnit;

  /** Id of the last row that was visited. */
  @Column({ type: 'bigint', default: 0 })
  position!: number;

  /** Rows visited, or indexes built. */
  @Column({ type: 'bigint', default: 0 })
  done!: number;

  /** Rows are estimated; null before the start. */
  @Column({ type: 'bigint', nullable: true })
  total!: number | null;

  /** Failures since the last success. */
  @Column({ type: 'integer', default: 0 })
  failures!: number;

  /** Message of the last failure; also after later successes. */
  @Column({ name: 'last_error', type: 'varchar', length: 1000, nullable: true })
  lastError!: string | null;

  @Column({ name: 'failed_at', type: 'timestamptz', precision: 3, nullable: true })
  failedAt!: Date | null;

  /** Not before this time. */
  @Column({ name: 'retry_at', type: 'timestamptz', precision: 3, nullable: true })
  retryAt!: Date | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'started_at', type: 'timestamptz', precision: 3, nullable: true })
  startedAt!: Date | null;

  /** Time of the last batch or index. */
  @Column({ name: 'continued_at', type: 'timestamptz', precision: 3, nullable: true })
  continuedAt!: Date | null;

  @Column({ name: 'finished_at', type: 'timestamptz', precision: 3, nullable: true })
  finishedAt!: Date | null;

  get state(): BackgroundMigrationState {
    if (this.finishedAt) {
      return 'done';
    }
    if (this.failures > 0) {
      return 'failing';
    }
    return this.startedAt ? 'running' : 'waiting';
  }

  /** Whether the start that brought it has made it, as in a new installation. */
  get isFromStart(): boolean {
    return this.finishedAt?.getTime() === this.createdAt.getTime();
  }

  /** From 0 to 100; below 100 until it has finished. */
  get percent(): number {
    return this.finishedAt ? 100 : Math.min(99, Math.floor((100 * this.done) / Math.max(1, this.total ?? 1)));
  }
}

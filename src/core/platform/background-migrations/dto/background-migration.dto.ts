import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { BackgroundMigrationProgress } from '../background-migration-progress.entity';

@ApiSchema({ name: 'BackgroundMigration' })
export class BackgroundMigrationDto {
  /**
   * Permanent name.
   * @example "index-license-notes"
   */
  name!: string;

  /**
   * The effect to expect until it has finished.
   * @example "Lists that are sorted by notes are slow."
   */
  until!: string;

  /** Release that brought it. */
  release!: string;

  /** A failing migration is tried again by itself, at growing intervals. */
  @ApiProperty({ enum: ['waiting', 'running', 'failing', 'done'], enumName: 'BackgroundMigrationState' })
  state!: string;

  @ApiProperty({
    enum: ['rows', 'indexes'],
    enumName: 'BackgroundMigrationUnit',
    description: 'Unit of `done` and `total`.',
  })
  unit!: string;

  @ApiProperty({ type: 'integer', description: 'Rows visited, or indexes built.' })
  done!: number;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Rows are estimated until it has finished; null before it starts.',
  })
  total!: number | null;

  @ApiProperty({ type: 'integer', minimum: 0, maximum: 100, description: 'Below 100 until it has finished.' })
  percent!: number;

  @ApiProperty({ type: 'integer', description: 'Failures since the last success.' })
  failures!: number;

  @ApiProperty({ type: String, nullable: true, description: 'The last failure; also after later successes.' })
  last_error!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When a failing migration is tried again.',
  })
  retry_at!: Date | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null until it has started.' })
  started_at!: Date | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null until it has finished.' })
  finished_at!: Date | null;

  static from(progress: BackgroundMigrationProgress): BackgroundMigrationDto {
    const { name, until, release, state, unit, done, total, percent, failures } = progress;
    return {
      name,
      until,
      release,
      state,
      unit,
      done,
      total,
      percent,
      failures,
      last_error: progress.lastError,
      retry_at: progress.retryAt,
      started_at: progress.startedAt,
      finished_at: progress.finishedAt,
    };
  }
}

@ApiSchema({ name: 'BackgroundMigrations' })
export class BackgroundMigrationsDto {
  /** The newest 100, newest first. */
  @ApiProperty({ type: [BackgroundMigrationDto] })
  items!: BackgroundMigrationDto[];
}

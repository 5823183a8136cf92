import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { PageOf } from '../../../common/pagination/page.dto';
import { BY_CREATION, SortedPage } from '../../../common/pagination/sorting';
import { MayBeMissing } from '../../../common/validation/fields';
import { IsSearchFilter } from '../../../common/validation/search-text';
import { type Backup, BACKUP_ORIGINS, BACKUP_STATES, type BackupOrigin, type BackupState } from '../backup.entity';

export class BackupQueryDto extends SortedPage({ started_at: BY_CREATION.created_at }, 'BackupSort') {
  /** Only backups in this state. */
  @MayBeMissing()
  @IsIn(BACKUP_STATES)
  @ApiProperty({ enum: BACKUP_STATES, enumName: 'BackupState', required: false })
  state?: BackupState;

  @IsSearchFilter('file, the node or the error')
  q?: string;
}

@ApiSchema({ name: 'Backup' })
export class BackupDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /** A node that has `BACKUP_DIR` set begins a queued backup within a minute. */
  @ApiProperty({ enum: BACKUP_STATES, enumName: 'BackupState' })
  state!: BackupState;

  /** Creator of the backup: the schedule of the settings, the command `keyward backup`, or a request of this API or the console. */
  @ApiProperty({ enum: BACKUP_ORIGINS, enumName: 'BackupOrigin' })
  origin!: BackupOrigin;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Host name and process ID of the node that writes the file; null while the backup is queued.',
  })
  node!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'Name of the file without its folder; null while the backup is queued. An old file may have been deleted.',
    example: 'keyward-0f3a9c1e-2026-11-22T03-00-00Z.backup',
  })
  file!: string | null;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Size of the file; null unless it is complete.' })
  bytes!: number | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Number of rows, which `keyward backup verify` counts again; null unless it is complete.',
  })
  rows!: number | null;

  @ApiProperty({ type: String, nullable: true, description: 'Why it failed.' })
  error!: string | null;

  /** When the file was begun; while the backup is queued, when it was requested. */
  started_at!: Date;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Null until it is complete or has failed.',
  })
  finished_at!: Date | null;

  static from(backup: Backup): BackupDto {
    const { uid, state, origin, node, fileName, bytes, rows, error, startedAt, finishedAt } = backup;
    return {
      id: uid,
      state,
      origin,
      node: node === '' ? null : node,
      file: fileName,
      bytes,
      rows,
      error,
      started_at: startedAt,
      finished_at: finishedAt,
    };
  }
}

@ApiSchema({ name: 'BackupPage' })
export class BackupPageDto extends PageOf(BackupDto) {}

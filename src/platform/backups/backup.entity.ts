import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

export type BackupState = 'running' | 'done' | 'failed';
/** Made by a server as scheduled, or by the command `keyward backup`. */
export type BackupOrigin = 'schedule' | 'command';

/** A backup file that was written on a node. The list of backups is in no backup. */
@Entity('backups')
@Index('backups_state', ['state', 'id'])
@Check('backups_state_known', `"state" IN ('running', 'done', 'failed')`)
@Check('backups_origin_known', `"origin" IN ('schedule', 'command')`)
@Check('backups_end_known', `("finished_at" IS NULL) = ("state" = 'running')`)
export class Backup {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'backups_pkey' })
  id!: number;

  @Column({ type: 'varchar', length: 16 })
  state!: BackupState;

  @Column({ type: 'varchar', length: 16 })
  origin!: BackupOrigin;

  @Column({ type: 'varchar', length: 255 })
  node!: string;

  /** Path on the node. */
  @Column({ type: 'varchar', length: 4096 })
  file!: string;

  @Column({ type: 'bigint', nullable: true })
  bytes!: number | null;

  @Column({ type: 'bigint', nullable: true })
  rows!: number | null;

  @Column({ type: 'varchar', length: 1000, nullable: true })
  error!: string | null;

  @Index('backups_started')
  @Column({ name: 'started_at', type: 'timestamptz', precision: 3 })
  startedAt!: Date;

  @Column({ name: 'finished_at', type: 'timestamptz', precision: 3, nullable: true })
  finishedAt!: Date | null;
}

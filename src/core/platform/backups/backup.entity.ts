import { basename } from 'node:path';
import { Check, Column, Entity, Generated, Index, PrimaryGeneratedColumn } from 'typeorm';

export const BACKUP_STATES = ['queued', 'running', 'done', 'failed'] as const;
export type BackupState = (typeof BACKUP_STATES)[number];
/** Made by a server as scheduled or requested, or by the command `keyward backup`. */
export const BACKUP_ORIGINS = ['schedule', 'command', 'request'] as const;
export type BackupOrigin = (typeof BACKUP_ORIGINS)[number];

/** A backup file that is written on a node, or requested. The list of backups is in no backup. */
@Entity('backups')
@Index('backups_state', ['state', 'id'])
@Check('backups_state_known', `"state" IN ('queued', 'running', 'done', 'failed')`)
@Check('backups_origin_known', `"origin" IN ('schedule', 'command', 'request')`)
@Check('backups_end_known', `("finished_at" IS NULL) = ("state" IN ('queued', 'running'))`)
export class Backup {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'backups_pkey' })
  id!: number;

  @Index('backups_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  @Column({ type: 'varchar', length: 16 })
  state!: BackupState;

  @Column({ type: 'varchar', length: 16 })
  origin!: BackupOrigin;

  /** Empty while it is queued. */
  @Column({ type: 'varchar', length: 255 })
  node!: string;

  /** Path on the node; empty while it is queued. */
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

  /** Without the folder; null while it is queued. */
  get fileName(): string | null {
    return this.file === '' ? null : basename(this.file);
  }
}

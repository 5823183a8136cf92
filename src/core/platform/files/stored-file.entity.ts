import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A file stored in the database, available to every node. Its bytes are in chunks. */
@Entity('stored_files')
@Index('stored_files_sweep', ['sweepAt'], { where: '"sweep_at" IS NOT NULL' })
export class StoredFile {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'stored_files_pkey' })
  id!: number;

  @Column({ type: 'varchar', length: 255 })
  name!: string;

  @Column({ name: 'content_type', type: 'varchar', length: 255 })
  contentType!: string;

  /** Size in bytes. */
  @Column({ type: 'bigint', default: 0 })
  size!: number;

  /** In lower-case hex; empty until the file is complete. */
  @Index('stored_files_checksum')
  @Column({ type: 'varchar', length: 64, default: '' })
  sha256!: string;

  /** Null while the file is being written and not yet visible. */
  @Column({ name: 'completed_at', type: 'timestamptz', precision: 3, nullable: true })
  completedAt!: Date | null;

  /** When the bytes of an incomplete, deleted or kept file may be removed; null for other files. */
  @Column({ name: 'sweep_at', type: 'timestamptz', precision: 3, nullable: true })
  sweepAt!: Date | null;

  /** Reader of a file that is kept for a while, such as `user:1`; null for other files. */
  @Column({ name: 'kept_for', type: 'varchar', length: 64, nullable: true })
  keptFor!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;
}

export type CompleteFile = StoredFile & { readonly completedAt: Date };

import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A file kept in the database, so that every node has it. Its bytes are in chunks. */
@Entity('stored_files')
@Index('stored_files_sweep', ['sweepAt'], { where: '"sweep_at" IS NOT NULL' })
export class StoredFile {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'stored_files_pkey' })
  id!: number;

  @Column({ type: 'varchar', length: 255 })
  name!: string;

  @Column({ name: 'content_type', type: 'varchar', length: 255 })
  contentType!: string;

  /** Of what has been written, in bytes. */
  @Column({ type: 'bigint', default: 0 })
  size!: number;

  /** In lower-case hex; empty until the last byte is there. */
  @Column({ type: 'varchar', length: 64, default: '' })
  sha256!: string;

  /** Null while it is being written: nobody sees it yet. */
  @Column({ name: 'completed_at', type: 'timestamptz', precision: 3, nullable: true })
  completedAt!: Date | null;

  /** When its bytes may go: it was never completed, or it was deleted. Null while it is kept. */
  @Column({ name: 'sweep_at', type: 'timestamptz', precision: 3, nullable: true })
  sweepAt!: Date | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;
}

/** One that is there as a whole. */
export type CompleteFile = StoredFile & { readonly completedAt: Date };

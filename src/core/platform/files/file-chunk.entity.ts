import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { StoredFile } from './stored-file.entity';

export const CHUNK_BYTES = 1024 * 1024;

/** A chunk of a file; only the last one may be shorter. Stored uncompressed, because uploads are usually compressed. */
@Entity('file_chunks')
export class FileChunk {
  @PrimaryColumn({ name: 'file_id', type: 'bigint', primaryKeyConstraintName: 'file_chunks_pkey' })
  fileId!: number;

  /** From 0. */
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'file_chunks_pkey' })
  position!: number;

  @Column({ type: 'bytea' })
  data!: Buffer;

  @ManyToOne(() => StoredFile, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'file_id', foreignKeyConstraintName: 'file_chunks_file_fkey' })
  file?: Relation<StoredFile>;
}

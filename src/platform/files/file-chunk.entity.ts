import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { StoredFile } from './stored-file.entity';

export const CHUNK_BYTES = 1024 * 1024;

/** So many bytes of a file; the last chunk holds what is left. Kept uncompressed: what people upload rarely shrinks. */
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

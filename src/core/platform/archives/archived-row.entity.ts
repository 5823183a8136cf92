import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Archive } from './archive.entity';

/** A deleted row, or a reference to a deleted row that was cleared. Nothing but archives reads it. */
@Entity('archived_rows')
@Index('archived_rows_key', { synchronize: false })
@Index('archived_rows_customer', { synchronize: false })
export class ArchivedRow {
  @PrimaryColumn({ name: 'archive_id', type: 'bigint', primaryKeyConstraintName: 'archived_rows_pkey' })
  archiveId!: number;

  @ManyToOne(() => Archive, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'archive_id', foreignKeyConstraintName: 'archived_rows_archive_fkey' })
  archive?: Relation<Archive>;

  @PrimaryColumn({ name: 'table_name', type: 'varchar', length: 63, primaryKeyConstraintName: 'archived_rows_pkey' })
  tableName!: string;

  /** The cleared column; empty for a row that was deleted. */
  @PrimaryColumn({ name: 'column_name', type: 'varchar', length: 63, primaryKeyConstraintName: 'archived_rows_pkey' })
  columnName!: string;

  /** Values of the primary key. */
  @PrimaryColumn({ name: 'row_key', type: 'jsonb', primaryKeyConstraintName: 'archived_rows_pkey' })
  rowKey!: object;

  /** All columns, or the primary key and the cleared column. */
  @Column({ type: 'jsonb' })
  data!: object;
}

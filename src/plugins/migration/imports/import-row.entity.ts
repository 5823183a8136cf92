import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Import } from './import.entity';

/** In the order in which they are made: each kind names only those before it. */
export const ROW_KINDS = [
  'product',
  'version',
  'entitlement',
  'policy',
  'customer',
  'license',
  'activation',
  'api_key',
  'blocked',
  'other',
] as const;
export type RowKind = (typeof ROW_KINDS)[number];
/** `other` is only counted. */
export type MadeKind = Exclude<RowKind, 'other'>;

/** `there`: Keyward has it already. */
export const ROW_OUTCOMES = ['pending', 'made', 'there', 'left_out', 'undone'] as const;
export type RowOutcome = (typeof ROW_OUTCOMES)[number];

/** One thing of the old server in our terms. Values are checked when it is staged. */
@Entity('import_rows')
@Index('import_rows_source_unique', ['importId', 'kind', 'sourceId'], {
  unique: true,
  where: '"source_id" IS NOT NULL',
})
@Index('import_rows_members', ['importId', 'kind', 'parent'], { where: `"parent" IS NOT NULL AND "kind" <> 'license'` })
@Index('import_rows_key', ['importId', 'label', 'position'], {
  where: `"kind" = 'license' AND "source_id" <> "label" AND "source_id" <> lower("label")`,
})
@Index('import_rows_refused', ['importId', 'kind', 'reason', 'position'], { where: '"reason" IS NOT NULL' })
@Check('import_rows_outcome_known', `"outcome" IN ('pending', 'made', 'there', 'left_out', 'undone')`)
export class ImportRow {
  @PrimaryColumn({ name: 'import_id', type: 'bigint', primaryKeyConstraintName: 'import_rows_pkey' })
  importId!: number;

  @ManyToOne(() => Import, { nullable: false })
  @JoinColumn({ name: 'import_id', foreignKeyConstraintName: 'import_rows_import_fkey' })
  import?: Relation<Import>;

  @PrimaryColumn({ type: 'varchar', length: 16, primaryKeyConstraintName: 'import_rows_pkey' })
  kind!: RowKind;

  /** From 1 for each kind, in the order of the file. */
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'import_rows_pkey' })
  position!: number;

  /** Identifier by which other rows refer to this one; null for a duplicate or a row that cannot be read. */
  @Column({ name: 'source_id', type: 'varchar', length: 800, nullable: true })
  sourceId!: string | null;

  /** The `sourceId` of the product of a version, an entitlement or a license, or of the license of an activation. */
  @Column({ type: 'varchar', length: 800, nullable: true })
  parent!: string | null;

  /** For people, such as a license key. */
  @Column({ type: 'varchar', length: 255 })
  label!: string;

  @Column({ type: 'jsonb' })
  data!: object;

  @Column({ type: 'varchar', length: 16 })
  outcome!: RowOutcome;

  /** Why it was left out. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  reason!: string | null;

  /** Changes of its values, such as `zero_date`. */
  @Column({ type: 'text', array: true, default: '{}' })
  notes!: string[];

  /** The row in our table. */
  @Column({ name: 'target_id', type: 'bigint', nullable: true })
  targetId!: number | null;
}

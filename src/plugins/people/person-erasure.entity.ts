import { Check, Column, Entity, Generated, Index, PrimaryGeneratedColumn } from 'typeorm';

export const ERASURE_STATES = ['running', 'done'] as const;
/** State of the erasure of a person. */
export type ErasureState = (typeof ERASURE_STATES)[number];

/** Rows that stay as they are although they contain the address, and why. */
export interface KeptRows {
  readonly table: string;
  readonly rows: number;
  readonly reason: string;
}

/** The protocol of the erasure of a person, and how far it has got. */
@Entity('person_erasures')
@Index('person_erasures_running_unique', ['addressHash'], { unique: true, where: `"state" = 'running'` })
@Index('person_erasures_address', ['addressHash', 'id'])
@Check('person_erasures_state_known', `"state" IN ('running', 'done')`)
@Check('person_erasures_nameless', `("state" = 'done') = ("address" IS NULL)`)
@Check('person_erasures_end_known', `("state" = 'done') = ("finished_at" IS NOT NULL)`)
export class PersonErasure {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'person_erasures_pkey' })
  id!: number;

  @Index('person_erasures_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  /** Keyed with a secret of the installation, in hex. */
  @Column({ name: 'address_hash', type: 'varchar', length: 64 })
  addressHash!: string;

  /** Null when the erasure is done. */
  @Column({ type: 'varchar', length: 320, nullable: true, select: false })
  address?: string | null;

  @Column({ type: 'varchar', length: 16, default: 'running' })
  state!: ErasureState;

  /** The step that is being carried out; empty before the first one. */
  @Column({ type: 'varchar', length: 80, default: '' })
  step!: string;

  /** Key of the last row of the step that is done; null before its first rows. */
  @Column({ name: 'after_key', type: 'jsonb', nullable: true })
  afterKey!: string[] | null;

  /** Number of times that all steps were carried out. */
  @Column({ type: 'smallint', default: 0 })
  passes!: number;

  /** Changed and deleted rows by table. */
  @Column({ type: 'jsonb', default: {} })
  rows!: Readonly<Record<string, number>>;

  @Column({ type: 'jsonb', default: [] })
  kept!: readonly KeptRows[];

  /** Name of the user or API key that asked for it. */
  @Column({ type: 'varchar', length: 255 })
  actor!: string;

  @Column({ type: 'varchar', length: 500, nullable: true })
  reason!: string | null;

  @Column({ type: 'varchar', length: 100, nullable: true })
  reference!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'continued_at', type: 'timestamptz', precision: 3 })
  continuedAt!: Date;

  @Column({ name: 'finished_at', type: 'timestamptz', precision: 3, nullable: true })
  finishedAt!: Date | null;
}

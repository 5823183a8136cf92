import {
  Check,
  Column,
  Entity,
  Generated,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  type Relation,
} from 'typeorm';
import { type ActorType, StoredFile } from '../../../core/platform';
import type { RowKind, RowOutcome } from './import-row.entity';
import type { PagePlace } from './paged-apis';
import type { DamagedValues } from '../../../core/common/internal';
import type { DateOrder } from './sources/csv-dates';

export const IMPORT_STATES = [
  'reading',
  'checking',
  'ready',
  'importing',
  'done',
  'undo_checking',
  'undoing',
  'undone',
  'failed',
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** States in which a job works on the import. */
export const WORKING_STATES = [
  'reading',
  'checking',
  'importing',
  'undo_checking',
  'undoing',
] as const satisfies ImportState[];

export function isWorking({ state }: { readonly state: string }): boolean {
  return WORKING_STATES.some((one) => one === state);
}

/** Rows by kind, outcome and reason; the reason of rows without one is ''. */
export type RowCounts = Partial<Record<RowKind, Partial<Record<RowOutcome, Record<string, number>>>>>;

export interface ImportCounts {
  readonly rows?: RowCounts;
  /** Rows by what was changed in them, such as a date of zeros. */
  readonly notes?: Readonly<Record<string, number>>;
}

export interface ImportOptions {
  /** Time zone of dates that name none; by default that of the file, or UTC. */
  readonly timeZone?: string;
  /** Prefix of the tables of one site, such as `wp_2_`, in a dump of several. */
  readonly tablePrefix?: string;
  /** Meaning of columns by their headings, for a spreadsheet. */
  readonly columns?: Readonly<Record<string, string>>;
  /** Reference of the product of licenses that name none. */
  readonly product?: string;
  /** Character set of the file. */
  readonly charset?: string;
  readonly dates?: DateOrder;
  readonly damaged?: DamagedValues;
  /** Line of the headings, from 1; by default the first one that is no title. */
  readonly headerLine?: number;
}

/** Progress of reading the API from which an import takes its data. */
export interface ApiProgress {
  /** Address of the account. */
  readonly url: string;
  /** Null after the last page. */
  readonly next: PagePlace | null;
  /** Pages that were read. */
  readonly pages: number;
  /** Failed tries since the last page. */
  readonly faults: number;
  /** Address of an earlier page, which no page may name. */
  readonly mark?: string;
}

/** The reason why a file was not read, for people. */
export interface ImportFailure {
  readonly reason: string;
  readonly detail: string;
}

/** Things of the import that were used since, which keeps it from being undone. */
export interface UsedSince {
  readonly kind: RowKind;
  readonly reason: string;
  readonly count: number;
  readonly samples: readonly string[];
}

/** Whether a person can let the server go on with an API that it has failed to read. */
export function canReadOn({ state, api }: Pick<Import, 'state' | 'api'>): boolean {
  return state === 'failed' && api !== null && api.next !== null;
}

/** Encryption context of the token. */
export function tokenSecret(uid: string): string {
  return `API token of import ${uid}`;
}

/** Everything that another license server has, brought in from a file or an API. */
@Entity('imports')
@Index('imports_working', ['id'], {
  where: `"state" IN ('reading', 'checking', 'importing', 'undo_checking', 'undoing')`,
})
@Check(
  'imports_state_known',
  `"state" IN ('reading', 'checking', 'ready', 'importing', 'done', 'undo_checking', 'undoing', 'undone', 'failed')`,
)
export class Import {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'imports_pkey' })
  id!: number;

  @Index('imports_uid_unique', { unique: true })
  @Generated('uuid')
  @Column({ type: 'uuid' })
  uid!: string;

  /** Name of the source. */
  @Column({ type: 'varchar', length: 32 })
  source!: string;

  @Column({ name: 'file_name', type: 'varchar', length: 255 })
  fileName!: string;

  /** Null once the file is read: it may hold secrets that nobody needs here. */
  @Index('imports_file_unique', { unique: true })
  @Column({ name: 'file_id', type: 'bigint', nullable: true })
  fileId!: number | null;

  @ManyToOne(() => StoredFile, { nullable: true })
  @JoinColumn({ name: 'file_id', foreignKeyConstraintName: 'imports_file_fkey' })
  file?: Relation<StoredFile> | null;

  /** Null for an import of a file. */
  @Column({ type: 'jsonb', nullable: true })
  api!: ApiProgress | null;

  /** Loaded to read the API, and deleted with the last page or a failure. Encrypted if SECRETS_KEY is set. */
  @Column({ name: 'api_token', type: 'varchar', length: 4000, nullable: true, select: false })
  apiToken?: string | null;

  @Column({ type: 'jsonb', default: {} })
  options!: ImportOptions;

  @Column({ type: 'varchar', length: 16 })
  state!: ImportState;

  /** Number of the last try to read the file: an older one stops. */
  @Column({ type: 'integer', default: 0 })
  attempt!: number;

  /** Kind of the rows that the job is at; null before the first. */
  @Column({ type: 'varchar', length: 16, nullable: true })
  kind!: RowKind | null;

  /** Position of the last row of that kind that the job has visited. */
  @Column({ type: 'integer', default: 0 })
  position!: number;

  /** Kept by each step in its own transaction, so that nobody counts millions of rows. */
  @Column({ type: 'jsonb', default: {} })
  counts!: ImportCounts;

  @Column({ type: 'jsonb', nullable: true })
  failure!: ImportFailure | null;

  /** Why the last request to undo the import was refused. */
  @Column({ type: 'jsonb', nullable: true })
  used!: readonly UsedSince[] | null;

  @Column({ name: 'actor_type', type: 'varchar', length: 16 })
  actorType!: ActorType;

  @Column({ name: 'actor_id', type: 'bigint', nullable: true })
  actorId!: number | null;

  /** Name of the user or API key. */
  @Column({ type: 'varchar', length: 255 })
  actor!: string;

  @Column({ type: 'varchar', length: 64, nullable: true })
  ip!: string | null;

  @Column({ name: 'request_id', type: 'varchar', length: 64, nullable: true })
  requestId!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  /** Time of the last step. */
  @Index('imports_continued')
  @Column({ name: 'continued_at', type: 'timestamptz', precision: 3 })
  continuedAt!: Date;

  /** When a person confirmed the import: rows that it makes have this date, until somebody changes them. */
  @Column({ name: 'applied_at', type: 'timestamptz', precision: 3, nullable: true })
  appliedAt!: Date | null;

  @Column({ name: 'finished_at', type: 'timestamptz', precision: 3, nullable: true })
  finishedAt!: Date | null;

  @Column({ name: 'undo_until', type: 'timestamptz', precision: 3, nullable: true })
  undoUntil!: Date | null;

  @Column({ name: 'undone_at', type: 'timestamptz', precision: 3, nullable: true })
  undoneAt!: Date | null;
}

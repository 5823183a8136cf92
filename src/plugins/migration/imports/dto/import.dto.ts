import { ApiProperty } from '@nestjs/swagger';
import { PageOf } from '../../../../core/common';
import { canReadOn, type Import, IMPORT_STATES, type ImportState } from '../import.entity';
import { ROW_KINDS, type RowKind } from '../import-row.entity';
import { rowsOf } from '../import-counts';
import { batchOf } from '../import-request';

export const COUNT = { type: 'integer' } as const;
const TIME = { type: String, format: 'date-time', nullable: true } as const;
export const KIND = { enum: ROW_KINDS, enumName: 'ImportRowKind' } as const;

/** Rows that were left out. */
export class LeftOutCountDto {
  /**
   * Why they cannot be imported.
   * @example "product_unknown"
   */
  reason!: string;

  /**
   * Number of rows.
   * @example 12
   */
  @ApiProperty(COUNT)
  count!: number;
}

/** The rows of a kind. `read` is the sum of the others. */
export class ImportCountsDto {
  /** Kind of the rows. */
  @ApiProperty(KIND)
  kind!: RowKind;

  /**
   * Rows in the file.
   * @example 10000
   */
  @ApiProperty(COUNT)
  read!: number;

  /** Rows that are not imported yet. */
  @ApiProperty(COUNT)
  pending!: number;

  /** Rows that the import has made. */
  @ApiProperty(COUNT)
  made!: number;

  /** Rows that Keyward had already. */
  @ApiProperty(COUNT)
  already_there!: number;

  /** Rows that were undone. */
  @ApiProperty(COUNT)
  undone!: number;

  /** Rows that cannot be imported, by reason. */
  left_out!: LeftOutCountDto[];
}

/** Rows in which a value was changed. */
export class ImportNoteDto {
  /**
   * The change.
   * @example "zero_date"
   */
  note!: string;

  /**
   * Number of rows.
   * @example 3
   */
  @ApiProperty(COUNT)
  count!: number;
}

export class ImportFailureDto {
  /**
   * Kind of the problem.
   * @example "wrong_file"
   */
  reason!: string;

  /** The problem, with the place in the file or the path of the API. */
  detail!: string;
}

/** Progress of reading the API. */
export class ImportApiProgressDto {
  /**
   * Address of the API that is read.
   * @example "https://api.keygen.sh/v1/accounts/my-account"
   */
  url!: string;

  /** List that is read next; null if all pages are read. */
  @ApiProperty({ type: String, nullable: true, example: 'licenses' })
  list!: string | null;

  /**
   * Pages that were read.
   * @example 120
   */
  @ApiProperty(COUNT)
  pages!: number;

  /** Whether `resume` with a token can continue after the last page that was read. */
  can_resume!: boolean;
}

export class UsedSinceDto {
  /** Kind of the rows. */
  @ApiProperty(KIND)
  kind!: RowKind;

  /**
   * Why these rows keep the import from being undone.
   * @example "checked"
   */
  reason!: string;

  /** Number of rows. */
  @ApiProperty(COUNT)
  count!: number;

  /** Names of up to five of these rows. */
  samples!: string[];
}

export class ImportDto {
  /**
   * ID of the import.
   * @format uuid
   */
  id!: string;

  /** The server that wrote the file. */
  from!: string;

  /**
   * Name of the file, or host of the API.
   * @example "dump.sql.gz"
   */
  file!: string;

  /** The API that is read instead of a file; null for a file. */
  @ApiProperty({ type: ImportApiProgressDto, nullable: true })
  api!: ImportApiProgressDto | null;

  /** State of the import. */
  @ApiProperty({ enum: IMPORT_STATES })
  state!: ImportState;

  /** Rows by kind. */
  counts!: ImportCountsDto[];

  /** Values that were changed. */
  notes!: ImportNoteDto[];

  /** Why the file or the API was not read; null unless `state` is `failed`. */
  @ApiProperty({ type: ImportFailureDto, nullable: true })
  failure!: ImportFailureDto | null;

  /** Why the last request to undo the import was refused. */
  used_since!: UsedSinceDto[];

  /** `batch` of the licenses that the import makes. */
  batch!: string;

  /** Name of the user or API key that started the import. */
  created_by!: string;

  /** When the file was uploaded, or the reading of the API began. */
  created_at!: Date;

  @ApiProperty({ ...TIME, description: 'When the import was confirmed; null before.' })
  applied_at!: Date | null;

  @ApiProperty({ ...TIME, description: 'When all rows were made; null before.' })
  finished_at!: Date | null;

  @ApiProperty({ ...TIME, description: 'Until when the import can be undone; null before its end.' })
  undo_until!: Date | null;

  @ApiProperty({ ...TIME, description: 'When it was undone; null if it was not.' })
  undone_at!: Date | null;

  static from(of: Import): ImportDto {
    return {
      id: of.uid,
      from: of.source,
      file: of.fileName,
      api: progressOf(of),
      state: of.state,
      counts: ROW_KINDS.map((kind) => countsOf(of, kind)).filter(({ read }) => read > 0),
      notes: Object.entries(of.counts.notes ?? {}).map(([note, count]) => ({ note, count })),
      failure: of.failure,
      used_since: (of.used ?? []).map((one) => ({ ...one, samples: [...one.samples] })),
      batch: batchOf(of),
      created_by: of.actor,
      created_at: of.createdAt,
      applied_at: of.appliedAt,
      finished_at: of.finishedAt,
      undo_until: of.undoUntil,
      undone_at: of.undoneAt,
    };
  }
}

function progressOf({ api, state }: Import): ImportApiProgressDto | null {
  return api && { url: api.url, list: api.next?.list ?? null, pages: api.pages, can_resume: canReadOn({ api, state }) };
}

export class ImportPageDto extends PageOf(ImportDto) {}

function countsOf({ counts }: Import, kind: RowKind): ImportCountsDto {
  const leftOut = Object.entries(counts.rows?.[kind]?.left_out ?? {});
  return {
    kind,
    read: rowsOf(counts, kind),
    pending: rowsOf(counts, kind, 'pending'),
    made: rowsOf(counts, kind, 'made'),
    already_there: rowsOf(counts, kind, 'there'),
    undone: rowsOf(counts, kind, 'undone'),
    left_out: leftOut.map(([reason, count]) => ({ reason, count })).sort((one, other) => other.count - one.count),
  };
}

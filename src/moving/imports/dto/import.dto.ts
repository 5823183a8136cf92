import { PageOf } from '../../../common/pagination/page.dto';

import type { Import, ImportState } from '../import.entity';
import { type ImportRow, ROW_KINDS, type RowKind, type RowOutcome } from '../import-row.entity';
import { rowsOf } from '../import-counts';
import { batchOf } from '../import-request';
import type { StagedData } from '../staged';

/** Rows that were left out. */
export class LeftOutCountDto {
  /** @example "product_unknown" */
  reason!: string;

  /** @example 12 */
  count!: number;
}

/** The rows of a kind. `read` is the sum of the others. */
export class ImportCountsDto {
  kind!: RowKind;

  /**
   * Rows in the file.
   * @example 10000
   */
  read!: number;

  /** Rows that are not imported yet. */
  pending!: number;

  /** Rows that the import has made. */
  made!: number;

  /** Rows that Keyward had already. */
  already_there!: number;

  /** Rows that were undone. */
  undone!: number;

  /** Rows that cannot be imported, by reason. */
  left_out!: LeftOutCountDto[];
}

/** Rows in which a value was changed. */
export class ImportNoteDto {
  /** @example "zero_date" */
  note!: string;

  /** @example 3 */
  count!: number;
}

export class ImportFailureDto {
  /** @example "wrong_file" */
  reason!: string;

  detail!: string;
}

export class UsedSinceDto {
  kind!: RowKind;

  /** @example "checked" */
  reason!: string;

  count!: number;

  /** Up to five of them. */
  samples!: string[];
}

export class ImportDto {
  /** @format uuid */
  id!: string;

  /** The server that wrote the file. */
  from!: string;

  /** @example "dump.sql.gz" */
  file!: string;

  state!: ImportState;

  counts!: ImportCountsDto[];

  notes!: ImportNoteDto[];

  /** Why the file was not read; null unless `state` is `failed`. */
  failure!: ImportFailureDto | null;

  /** Why the last request to undo the import was refused. */
  used_since!: UsedSinceDto[];

  /** `batch` of the licenses that the import makes. */
  batch!: string;

  /** Name of the user or API key that started the import. */
  created_by!: string;

  created_at!: Date;

  applied_at!: Date | null;

  finished_at!: Date | null;

  undo_until!: Date | null;

  undone_at!: Date | null;

  static from(of: Import): ImportDto {
    return {
      ...{ id: of.uid, from: of.source, file: of.fileName, state: of.state },
      counts: ROW_KINDS.map((kind) => countsOf(of, kind)).filter(({ read }) => read > 0),
      notes: Object.entries(of.counts.notes ?? {}).map(([note, count]) => ({ note, count })),
      ...{ failure: of.failure, used_since: (of.used ?? []).map((one) => ({ ...one, samples: [...one.samples] })) },
      ...{ batch: batchOf(of), created_by: of.actor, created_at: of.createdAt, applied_at: of.appliedAt },
      ...{ finished_at: of.finishedAt, undo_until: of.undoUntil, undone_at: of.undoneAt },
    };
  }
}

export class ImportPageDto extends PageOf(ImportDto) {}

function countsOf({ counts }: Import, kind: RowKind): ImportCountsDto {
  const leftOut = Object.entries(counts.rows?.[kind]?.left_out ?? {});
  return {
    ...{ kind, read: rowsOf(counts, kind), pending: rowsOf(counts, kind, 'pending') },
    ...{ made: rowsOf(counts, kind, 'made'), already_there: rowsOf(counts, kind, 'there') },
    undone: rowsOf(counts, kind, 'undone'),
    left_out: leftOut.map(([reason, count]) => ({ reason, count })).sort((one, other) => other.count - one.count),
  };
}

/** A policy that was recognized from licenses with the same limits. */
export class RecognizedPolicyDto {
  /**
   * Names it in the request that confirms the import.
   * @example 1
   */
  number!: number;

  name!: string;

  /** Number of licenses that get it. */
  licenses!: number;

  max_activations!: number | null;

  uses_limit!: number | null;

  /** Days from the first activation. */
  duration_days!: number | null;

  /**
   * ID of the policy that is used; null makes one.
   * @format uuid
   */
  policy!: string | null;

  outcome!: RowOutcome;

  static from({ position, data, outcome }: ImportRow & { data: StagedData['policy'] }): RecognizedPolicyDto {
    const { name, licenses, max_activations, uses_limit, duration_days, policy = null } = data;
    return { number: position, name, licenses, max_activations, uses_limit, duration_days, policy, outcome };
  }
}

export class RecognizedPoliciesDto {
  items!: RecognizedPolicyDto[];
}

export class ImportRowDto {
  kind!: RowKind;

  /** Position among the rows of its kind. */
  number!: number;

  /** Such as the key of a license. */
  label!: string;

  outcome!: RowOutcome;

  /** Why it was left out. */
  reason!: string | null;

  /** Changes of its values. */
  notes!: string[];

  /** The values that are imported. */
  values!: object;

  static from({ kind, position, label, outcome, reason, notes, data }: ImportRow): ImportRowDto {
    return { kind, number: position, label, outcome, reason, notes, values: data };
  }
}

export class ImportRowPageDto extends PageOf(ImportRowDto) {}

export const LEFT_OUT_FIELDS = ['kind', 'number', 'reason', 'label', 'values'];

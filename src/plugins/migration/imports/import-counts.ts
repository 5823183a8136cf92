import { ROW_OUTCOMES, type RowKind, type RowOutcome } from './import-row.entity';
import type { ImportCounts, RowCounts } from './import.entity';

/** Rows of a kind that a statement has given an outcome. */
export interface RowChange {
  readonly kind: RowKind;
  readonly outcome: RowOutcome;
  readonly reason: string;
  readonly count: number;
}

export interface CountChange {
  readonly rows: readonly RowChange[];
  readonly notes?: readonly { readonly note: string; readonly count: number }[];
  /** The outcome that the rows had before; new rows had none. */
  readonly from?: RowOutcome;
}

/** The counts after rows have got another outcome. */
export function counted({ rows = {}, notes = {} }: ImportCounts, change: CountChange): ImportCounts {
  const next: RowCounts = structuredClone(rows);
  for (const { kind, outcome, reason, count } of change.rows) {
    add(next, kind, outcome, reason, count);
    if (change.from !== undefined) {
      add(next, kind, change.from, '', -count);
    }
  }
  const noted = { ...notes };
  for (const { note, count } of change.notes ?? []) {
    noted[note] = (noted[note] ?? 0) + count;
  }
  return { rows: next, notes: noted };
}

function add(rows: RowCounts, kind: RowKind, outcome: RowOutcome, reason: string, count: number): void {
  const reasons = ((rows[kind] ??= {})[outcome] ??= {});
  const sum = (reasons[reason] ?? 0) + count;
  if (sum === 0) {
    Reflect.deleteProperty(reasons, reason);
  } else {
    reasons[reason] = sum;
  }
}

/** Rows of a kind, with one outcome or all. */
export function rowsOf({ rows = {} }: ImportCounts, kind: RowKind, outcome?: RowOutcome): number {
  const outcomes = outcome === undefined ? ROW_OUTCOMES : [outcome];
  const numbers = outcomes.flatMap((one) => Object.values(rows[kind]?.[one] ?? {}));
  return numbers.reduce((sum, count) => sum + count, 0);
}

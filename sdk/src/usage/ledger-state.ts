/** What a ledger knows: the sum of its entries. Amounts are decimal texts. */
export interface LedgerState {
  /** The program file that holds; null before the first one. */
  readonly file: string | null;
  readonly isReleased: boolean;
  /** Number of the directory in its file system: a copy has another one. */
  readonly place: string;
  readonly boot: string;
  /** The latest time that was seen, in milliseconds since 1970. */
  readonly at: number;
  /** Number of reports that were written. */
  readonly seq: number;
  /** The newest report; null before the first one. */
  readonly report: string | null;
  /** End of the newest report or, before it, the beginning, in seconds since 1970. */
  readonly from: number;
  /** Use of each meter in all. */
  readonly used: Readonly<Record<string, string>>;
  /** Part of it that the reports have. */
  readonly reported: Readonly<Record<string, string>>;
  /** Since the newest report. */
  readonly starts: number;
  readonly refused: number;
  readonly versions: readonly string[];
  /** `YYYY-MM-DD`, in UTC. */
  readonly days: readonly string[];
}

/** A line of the file of a ledger, with the time in milliseconds since 1970. */
export type LedgerEntry = { readonly at: number } & (
  | { readonly start: { readonly version: string | null } }
  | { readonly file: string }
  | { readonly use: string; readonly total: string }
  | { readonly refused: string }
  | { readonly report: string; readonly to: number }
  | { readonly released: true }
  | { readonly closed: true }
);

/** Versions and days that a report has at most. */
const MAX_VERSIONS = 100;
const MAX_DAYS = 400;
const DAY_LENGTH = 10;

/** @param from seconds since 1970 */
export function newLedger(place: string, boot: string, from: number): LedgerState {
  const counts = { seq: 0, starts: 0, refused: 0 };
  const sums = { used: {}, reported: {}, versions: [], days: [] };
  return { file: null, isReleased: false, place, boot, at: 0, report: null, from, ...counts, ...sums };
}

export function applied(state: LedgerState, entry: LedgerEntry): LedgerState {
  const after = { ...state, at: Math.max(state.at, entry.at), days: withDay(state.days, entry.at) };
  if ('start' in entry) {
    const { version } = entry.start;
    return { ...after, starts: state.starts + 1, versions: withLast(state.versions, version, MAX_VERSIONS) };
  }
  if ('file' in entry) {
    // What is signed outweighs a clock that was ahead.
    return { ...after, file: entry.file, isReleased: false, at: entry.at };
  }
  if ('use' in entry) {
    return { ...after, used: { ...state.used, [entry.use]: entry.total } };
  }
  if ('refused' in entry) {
    return { ...after, refused: state.refused + 1 };
  }
  if ('report' in entry) {
    const { report, to } = entry;
    const kept = { days: [dayOf(entry.at)], versions: state.versions.slice(-1) };
    return { ...after, ...kept, seq: state.seq + 1, report, from: to, reported: state.used, starts: 0, refused: 0 };
  }
  return 'released' in entry ? { ...after, isReleased: true } : after;
}

function withDay(days: readonly string[], at: number): readonly string[] {
  return withLast(days, dayOf(at), MAX_DAYS);
}

/** The texts with one at their end, each once. */
function withLast(texts: readonly string[], text: string | null, most: number): readonly string[] {
  return text === null || texts.at(-1) === text
    ? texts
    : [...texts.filter((other) => other !== text), text].slice(-most);
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, DAY_LENGTH);
}

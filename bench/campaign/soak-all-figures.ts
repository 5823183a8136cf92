import { median, rounded, slope } from '../figures';
import type { Row } from '../report';
import type { Measured } from './soak-all-samples';
import type { Tally } from './soak-all-tally';

const HOURS_UNTIL_MEMORY_COUNTS = 1 / 3;
const LEAST_SAMPLES = 12;

/** A quantity that must not rise: by more than a tenth and by this much from third to third of the time. */
interface Limit {
  readonly names: RegExp;
  readonly amount: number;
  /** Less time says nothing. */
  readonly leastHours: number;
}

const LIMITS: readonly Limit[] = [
  { names: /^(first|second) node (RSS|heap) MB$/, amount: 40, leastHours: HOURS_UNTIL_MEMORY_COUNTS },
  { names: /^PostgreSQL PSS MB$/, amount: 100, leastHours: HOURS_UNTIL_MEMORY_COUNTS },
  { names: /^(first|second) node descriptors$/, amount: 20, leastHours: 0 },
  { names: /^PostgreSQL descriptors$/, amount: 500, leastHours: HOURS_UNTIL_MEMORY_COUNTS },
  { names: /^files of the database$/, amount: 50, leastHours: 0 },
  { names: /^temporary files/, amount: 10, leastHours: 0 },
  { names: /^files of backups$/, amount: 5, leastHours: 0 },
  { names: /^(due jobs|pending shop events|pending webhook deliveries|queued mails)$/, amount: 100, leastHours: 0 },
];

/** Quantities with begin, end, most, and the slope of the second half. */
export function quantityRows(series: ReadonlyMap<string, readonly Measured[]>): Row[] {
  return [...series].map(([name, values]) => {
    const judged = ofLastRun(values);
    return {
      kind: name,
      begin: rounded(values[0]?.y ?? NaN),
      end: rounded(values.at(-1)?.y ?? NaN),
      most: rounded(values.reduce((most, { y }) => Math.max(most, y), -Infinity)),
      slope_per_hour: rounded(slope(judged.slice(judged.length >> 1))),
    };
  });
}

/** Sentences about quantities that rise from third to third. */
export function risingQuantities(series: ReadonlyMap<string, readonly Measured[]>): string[] {
  return LIMITS.flatMap((limit) =>
    [...series].flatMap(([name, values]) => (limit.names.test(name) ? risingIn(name, values, limit) : [])),
  );
}

function risingIn(name: string, values: readonly Measured[], { amount, leastHours }: Limit): string[] {
  const judged = ofLastRun(values);
  const hours = (judged.at(-1)?.x ?? 0) - (judged[0]?.x ?? 0);
  if (judged.length < LEAST_SAMPLES || hours < leastHours) {
    return [];
  }
  const third = judged.length / 3;
  const medians = [0, 1, 2].map((part) =>
    median(judged.slice(Math.floor(part * third), Math.floor((part + 1) * third)).map(({ y }) => y)),
  );
  const [first = NaN, second = NaN, last = NaN] = medians;
  const rises = (from: number, to: number): boolean => to > from * 1.1 && to - from > amount;
  return rises(first, second) && rises(second, last)
    ? [
        `${name} rises: the medians of the thirds of ${rounded(hours)} hours are ${medians.map((one) => rounded(one)).join(', ')}.`,
      ]
    : [];
}

/** Since the last start of a process, if that sets the quantity back. */
function ofLastRun(values: readonly Measured[]): readonly Measured[] {
  const run = values.at(-1)?.run;
  return values.filter((value) => value.run === run);
}

/** Kinds of calls with their latencies. */
export function callRows({ kinds }: Tally): Row[] {
  return [...kinds]
    .filter(([kind]) => kind !== 'preparing')
    .map(([kind, { times, failed, lostAtRestarts }]) => ({
      kind,
      count: times.count,
      p50_ms: rounded(times.percentile(0.5)),
      p99_ms: rounded(times.percentile(0.99)),
      failed,
      lost_at_restarts: lostAtRestarts,
    }));
}

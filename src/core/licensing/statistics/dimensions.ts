/** Properties by which statistics are divided. */
export const DIMENSIONS = ['product', 'version', 'policy', 'country', 'entitlement', 'customer'] as const;
/** Property by which statistics are divided. */
export type Dimension = (typeof DIMENSIONS)[number];

/** Rows of a dimension that a day or a count keeps: the largest. */
export const MAX_ROWS = 1_000;

/** Sums by a key. */
export class Tally<K extends readonly (string | number)[], T extends object> {
  private readonly sums = new Map<string, { readonly key: K; readonly sum: T }>();

  constructor(private readonly zero: () => T) {}

  /** The sum of a key, to be added to. */
  of(...key: K): T {
    const name = key.join(' ');
    const { sum } = this.sums.get(name) ?? this.add(name, key);
    return sum;
  }

  all(): { readonly key: K; readonly sum: T }[] {
    return [...this.sums.values()];
  }

  private add(name: string, key: K): { readonly key: K; readonly sum: T } {
    const added = { key, sum: this.zero() };
    this.sums.set(name, added);
    return added;
  }
}

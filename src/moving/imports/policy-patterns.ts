import { type StagedData, type StagedRow, staged } from './staged';

/** Others use the product's own policy: a policy for every license would help nobody. */
const MAX_POLICIES = 100;
/** Patterns that are counted; a file in which no two licenses are alike has millions. */
const MAX_COUNTED = 10_000;
const MAX_NAME = 255;

type Pattern = readonly [
  product: string,
  label: string | null,
  seats: number | null,
  uses: number | null,
  days: number | null,
];

/** Recognizes policies: what many licenses of a product have in common. */
export class PolicyPatterns {
  private readonly counts = new Map<string, number>();
  private readonly names = new Map<string, string>();

  count(rows: readonly StagedRow[]): void {
    for (const { kind, data, problem, sourceId } of rows) {
      const { pattern } = data as Partial<StagedData['license']>;
      if (kind === 'license' && pattern !== undefined && problem === undefined) {
        this.add(pattern);
      } else if (kind === 'product' && sourceId !== null) {
        this.names.set(sourceId, (data as StagedData['product']).name);
      }
    }
  }

  /** The most frequent first. */
  rows(): StagedRow[] {
    const all = [...this.counts].sort(([, one], [, other]) => other - one).slice(0, MAX_POLICIES);
    return all.map(([text, licenses]) => {
      const pattern = JSON.parse(text) as Pattern;
      const [product, type_label, max_activations, uses_limit, duration_days] = pattern;
      const name = nameOf(this.names.get(product) ?? product, pattern);
      const limits = { type_label, max_activations, uses_limit, duration_days };
      return staged('policy', { sourceId: text, label: name, data: { name, product, ...limits, licenses } });
    });
  }

  private add(pattern: string): void {
    const count = this.counts.get(pattern);
    if (count !== undefined || this.counts.size < MAX_COUNTED) {
      this.counts.set(pattern, (count ?? 0) + 1);
    }
  }
}

/** Such as "Photo Studio: Regular License, 1 seat, 365 days". */
function nameOf(product: string, [, label, seats, uses, days]: Pattern): string {
  const parts = [
    label,
    seats === null ? 'any number of seats' : `${seats} ${seats === 1 ? 'seat' : 'seats'}`,
    uses === null ? null : `${uses} ${uses === 1 ? 'activation' : 'activations'} in all`,
    days === null ? null : `${days} days`,
  ];
  return `${product}: ${parts.filter((part) => part !== null).join(', ')}`.slice(0, MAX_NAME);
}

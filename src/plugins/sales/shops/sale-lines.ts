import type { SoldItem } from './shop-adapter';

/** All items of a sale at the shop's time `at`. */
export interface ItemSnapshot {
  readonly at: Date;
  readonly items: readonly SoldItem[];
  /** Whether items that are missing ended at once. */
  readonly ended: boolean;
  /** End of the period that was paid at that time. */
  readonly periodEnd: Date | null;
}

/** An item that was sold, and what became of it. */
export interface SaleLine {
  /** The newest state of the item; the price is the first one. */
  readonly item: SoldItem;
  /** The largest quantity so far. */
  readonly peak: number;
  /** Null while the sale has the item. */
  readonly removed: Omit<ItemSnapshot, 'items'> | null;
}

type Rule<A, B> = (one: A, other: B) => boolean;

/**
 * Folds snapshots in the shop's order of time into lines, those that were removed included, so that the lines are the same
 * whatever the order in which events arrive. An item that replaces another takes over its line, and with it the keys.
 * @param isSold whether an item gives licenses; others are left out
 */
export function saleLinesOf(snapshots: readonly ItemSnapshot[], isSold: (item: SoldItem) => boolean): SaleLine[] {
  return snapshots.reduce<SaleLine[]>((lines, { items, ...snapshot }) => {
    const sold = items.filter((item) => item.quantity > 0 && isSold(item));
    return followed(lines, sold, snapshot);
  }, []);
}

function followed(lines: readonly SaleLine[], items: readonly SoldItem[], snapshot: Omit<ItemSnapshot, 'items'>) {
  const isOpen = ({ removed }: SaleLine): boolean => removed === null;
  const kept = paired(lines.filter(isOpen), items, [
    ({ item }, other) => hasId(item, other),
    ({ item }, other) => item.mapped[0] === other.mapped[0],
    ({ item }, other) => item.mapped.some((name) => other.mapped.includes(name)),
    ({ item }) => item.recurs !== false,
  ]);
  const others = items.filter((item) => ![...kept.values()].includes(item));
  const returned = paired(
    lines.filter((line) => !isOpen(line)),
    others,
    [({ item }, other) => hasId(item, other), ({ item }, other) => item.mapped[0] === other.mapped[0]],
  );
  const added = others.filter((item) => ![...returned.values()].includes(item));
  return [
    ...lines.map((line) => {
      const item = kept.get(line) ?? returned.get(line);
      if (item) {
        return { item: merged(line.item, item), peak: Math.max(line.peak, item.quantity), removed: null };
      }
      return isOpen(line) && line.item.recurs !== false ? { ...line, removed: snapshot } : line;
    }),
    ...added.map((item) => ({ item, peak: item.quantity, removed: null })),
  ];
}

/** Events of some shops leave out the id of the line, and their prices are those of one unit or missing. */
function merged(before: SoldItem, { recurs: _recurs, ...item }: SoldItem): SoldItem {
  const { price, currency } = before;
  return { ...item, externalId: item.externalId ?? before.externalId, price, currency };
}

function hasId({ externalId }: SoldItem, other: SoldItem): boolean {
  return externalId !== null && externalId === other.externalId;
}

/** Pairs each with at most one: by the first rule where it can be, of the others by the next. */
export function paired<A, B>(ones: readonly A[], others: readonly B[], rules: readonly Rule<A, B>[]): Map<A, B> {
  const pairs = new Map<A, B>();
  const taken = new Set<B>();
  for (const rule of rules) {
    for (const other of others) {
      const one = taken.has(other) ? undefined : ones.find((each) => !pairs.has(each) && rule(each, other));
      if (one !== undefined) {
        pairs.set(one, other);
        taken.add(other);
      }
    }
  }
  return pairs;
}

import type { AuditEntry } from '../../platform/records/audit-entry.entity';
import type { Event } from '../../platform/records/event.entity';
import { REFERENCES } from './public-fields';

type Values = Readonly<Record<string, unknown>>;

/** An entry as a caller of some products sees it: without the numbers of others, and without what a row was in another. */
export function entryOfProducts(entry: AuditEntry, products: readonly number[] | undefined): AuditEntry {
  if (products === undefined) {
    return entry;
  }
  const { before, after } = entry;
  const isOfOthers = before !== null && 'product_id' in before && !products.includes(Number(before.product_id));
  return { ...entry, before: isOfOthers ? null : shown(before, products), after: shown(after, products) };
}

/** An event as a caller of some products sees it: without the numbers of others. */
export function eventOfProducts(event: Event, products: readonly number[] | undefined): Event {
  return products === undefined ? event : { ...event, data: { ...shown(event.data, products) } };
}

function shown(values: object | null, products: readonly number[]): object | null {
  return (
    values &&
    Object.fromEntries(
      Object.entries(values as Values).map(([name, value]) => [
        name,
        REFERENCES[name]?.table === 'products' ? ownOf(value, products) : value,
      ]),
    )
  );
}

function ownOf(value: unknown, products: readonly number[]): unknown {
  const isOwn = (id: unknown): boolean => products.includes(Number(id));
  return Array.isArray(value) ? value.filter(isOwn) : isOwn(value) ? value : null;
}

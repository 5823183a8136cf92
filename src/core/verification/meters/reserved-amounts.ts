import { problem } from '../../common/errors/domain-error';
import { multiplied, type UsageItem } from '../rules/usage-items';
import type { MeterReservation } from './meter-reservation.entity';

/** An amount that a commit takes of a meter. */
export interface TakenAmount {
  readonly meterId: number;
  readonly amount: number;
}

/**
 * The amounts that a commit takes of each reserved meter, by the rates of the reservation.
 * @param items all that was reserved if undefined
 * @throws RESERVATION_EXCEEDED for an item that was not reserved, or for more than was
 */
export function takenOf(rows: readonly MeterReservation[], items?: readonly UsageItem[]): TakenAmount[] {
  const wanted = items && countsOf(items);
  const reserved = countsOf(rows.flatMap((row) => row.items));
  const exceeding = items?.find((item) => (wanted?.get(nameOf(item)) ?? 0) > (reserved.get(nameOf(item)) ?? 0));
  if (exceeding) {
    throw problem('RESERVATION_EXCEEDED', { field: 'items', ids: [exceeding.feature ?? exceeding.meter ?? ''] });
  }
  return rows.map((row) => ({ meterId: row.meterId, amount: wanted ? costOf(row, wanted) : row.amount }));
}

function costOf({ items }: MeterReservation, wanted: ReadonlyMap<string, number>): number {
  // Items of one name have one rate: they were reserved at one time.
  const rates = new Map(items.map((item) => [nameOf(item), item.rate]));
  return [...rates].reduce((sum, [name, rate]) => sum + multiplied(rate, wanted.get(name) ?? 0), 0);
}

function countsOf(items: readonly UsageItem[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) {
    counts.set(nameOf(item), (counts.get(nameOf(item)) ?? 0) + item.amount);
  }
  return counts;
}

function nameOf({ meter, feature }: UsageItem): string {
  return JSON.stringify(feature === undefined ? ['meter', meter] : ['feature', feature]);
}

import { Injectable } from '@nestjs/common';
import { ChangeLicenseService } from '../../licensing/licenses/change-license.service';
import { OrderPlansService } from '../orders/order-plans.service';
import { OrdersService, type WholeOrder } from '../orders/orders.service';
import type { MappedItem } from './shop-mappings.service';

type SoldLine = WholeOrder['lines'][number];

/** Lets the lines of an order follow the items that a subscription has now. */
@Injectable()
export class SaleItemsService {
  constructor(
    private readonly orders: OrdersService,
    private readonly plans: OrderPlansService,
    private readonly licenses: ChangeLicenseService,
  ) {}

  /** Returns false if the items are more or fewer than the lines, and then changes nothing. */
  async follow(uid: string, items: readonly MappedItem[]): Promise<boolean> {
    const order = await this.orders.getLocked(uid);
    const pairs = pairedWith(order.lines, items);
    if (!pairs) {
      return false;
    }
    for (const { line, item } of pairs) {
      const { quantity, seats } = item;
      await this.plans.changePlan(uid, line.uid, planOf(item));
      await this.plans.changeQuantity(uid, line.uid, { quantity, ...(seats !== undefined && { seats }) });
    }
    await this.grant(uid, items, true);
    return true;
  }

  /** Gives licenses the entitlements of their items. */
  async grant(uid: string, items: readonly MappedItem[], isChange = false): Promise<void> {
    if (!isChange && items.every(({ entitlements }) => isEmpty(entitlements))) {
      return;
    }
    const order = await this.orders.get(uid);
    const pairs = pairedWith(order.lines, items) ?? [];
    for (const { line, item } of pairs.filter((pair) => !isEmpty(pair.item.entitlements))) {
      const entitlements = Object.fromEntries(
        Object.entries(item.entitlements).map(([code, value]) => [code, { value, expires_at: null }]),
      );
      for (const { licenseId } of line.licenses) {
        await this.licenses.change(licenseId, { grants: { entitlements } });
      }
    }
  }
}

export function planOf({ product, policy }: MappedItem): Pick<MappedItem, 'product' | 'policy'> {
  return { ...(product !== undefined && { product }), ...(policy !== undefined && { policy }) };
}

/** Lines by the shop's ids of theirs, the others by their order; null if they are not equally many. */
function pairedWith(
  lines: readonly SoldLine[],
  items: readonly MappedItem[],
): { readonly line: SoldLine; readonly item: MappedItem }[] | null {
  if (lines.length !== items.length) {
    return null;
  }
  const lineOf = ({ item: { externalId } }: MappedItem): SoldLine | undefined =>
    externalId === null ? undefined : lines.find((line) => line.externalId === externalId);
  const taken = new Set(items.map(lineOf));
  const free = lines.filter((line) => !taken.has(line));
  return items.flatMap((item) => {
    const line = lineOf(item) ?? free.shift();
    return line ? [{ line, item }] : [];
  });
}

function isEmpty(entitlements: object): boolean {
  return Object.keys(entitlements).length === 0;
}

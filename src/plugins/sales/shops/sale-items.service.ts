import { Injectable } from '@nestjs/common';
import type { NewLine, SoldLicense } from '../orders/order-lines.service';
import { OrderPlansService } from '../orders/order-plans.service';
import { OrdersService, type WholeOrder } from '../orders/orders.service';
import { paired, type SaleLine } from './sale-lines';
import type { Purchase } from './shop-adapter';
import type { MappedItem } from './shop-mappings.service';

type SoldLine = WholeOrder['lines'][number];

/** A line of a sale with the licenses that it gives. */
export interface MappedLine {
  readonly line: SaleLine;
  /** Null without a mapping. */
  readonly mapped: MappedItem | null;
  /** Largest number of licenses so far. */
  readonly peak: number;
  /** Whether the licenses of a removed line end at once. */
  readonly isNow: boolean;
}

/** Lets the lines of an order follow the items of its sale. */
@Injectable()
export class SaleItemsService {
  constructor(
    private readonly orders: OrdersService,
    private readonly plans: OrderPlansService,
  ) {}

  /** Applies the differences, and adds lines that the order lacks. Lines without a mapping stay as they are. */
  async follow(uid: string, before: readonly MappedLine[], after: readonly MappedLine[], paidAt?: Date): Promise<void> {
    const order = await this.orders.getLocked(uid);
    const existing = paired(before, order.lines, [hasId, isOfPlan, isOfProduct, () => true]);
    const origins = originsOf(before, after);
    for (const sold of after) {
      const origin = origins.get(sold);
      const lineUid = origin && existing.get(origin)?.uid;
      if (lineUid === undefined && sold.mapped) {
        await this.followLine(uid, await this.plans.addLine(uid, newLineOf(sold.mapped, paidAt)), sold);
      } else if (lineUid !== undefined && textOf(sold) !== (origin && textOf(origin))) {
        await this.followLine(uid, lineUid, sold);
      }
    }
  }

  private async followLine(uid: string, lineUid: string, { mapped, peak, line, isNow }: MappedLine): Promise<void> {
    if (mapped) {
      const { quantity, seats = null, entitlements, item } = mapped;
      if (!mapped.isPlanFixed) {
        await this.plans.changePlan(uid, lineUid, { ...planOf(mapped), entitlements });
      }
      await this.plans.changeQuantity(uid, lineUid, { quantity, peak, seats });
      const { externalId, price, currency } = item;
      await this.plans.changeFacts(uid, lineUid, { externalId, price, currency });
    }
    const removal = line.removed && { at: line.removed.at, periodEnd: line.removed.periodEnd, isNow };
    await this.plans.changeRemoval(uid, lineUid, removal);
  }
}

/** The line that an item gives when it is sold. @param paidAt the shop's time of the payment */
export function newLineOf(mapped: MappedItem, paidAt?: Date): NewLine {
  const { item, quantity, seats, continues } = mapped;
  const entitlements = continues?.entitlements ?? mapped.entitlements;
  const { externalId, price, currency, purchase } = item;
  const license = purchase && licenseOf(purchase);
  const continued = continues && { continues, paidAt };
  return { ...planOf(mapped), quantity, seats, price, currency, externalId, entitlements, license, ...continued };
}

function licenseOf({ code, typeLabel, boughtAt, supportUntil }: Purchase): SoldLicense {
  return {
    key: code,
    typeLabel,
    isEnvato: true,
    metadata: { purchased_at: boughtAt },
    supportUntil: supportUntil === null ? null : new Date(supportUntil),
  };
}

function planOf({ product, policy }: MappedItem): Pick<MappedItem, 'product' | 'policy'> {
  return { ...(product !== undefined && { product }), ...(policy !== undefined && { policy }) };
}

/** An event that arrives late may change what became of a line, and add others before it. */
function originsOf(before: readonly MappedLine[], after: readonly MappedLine[]): Map<MappedLine, MappedLine> {
  return paired(after, before, [
    (one, other) => textOf(one) === textOf(other),
    ({ line: { item } }, { line }) => item.externalId !== null && item.externalId === line.item.externalId,
    ({ line: { item } }, { line }) => item.mapped[0] === line.item.mapped[0],
    ({ line: { item } }, { line }) => item.mapped.some((name) => line.item.mapped.includes(name)),
    () => true,
  ]);
}

function textOf({ line, isNow }: MappedLine): string {
  return JSON.stringify([line, isNow]);
}

function hasId({ line: { item } }: MappedLine, { externalId }: SoldLine): boolean {
  return externalId !== null && item.externalId === externalId;
}

function isOfPlan({ mapped }: MappedLine, { policy, product }: SoldLine): boolean {
  const hasProduct = mapped?.product === undefined || mapped.product === product?.reference;
  return mapped?.policy !== undefined && mapped.policy === policy?.uid && hasProduct;
}

/** A shop may name a product by its uid. */
function isOfProduct({ mapped }: MappedLine, { product }: SoldLine): boolean {
  return mapped?.product !== undefined && [product?.reference, product?.uid].includes(mapped.product);
}

import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { Product } from '../../../core/catalog';
import { isProblem, problem } from '../../../core/common';
import { isTermPending, type License } from '../../../core/licenses';
import { LicensesService } from '../../../core/licensing';
import { UnitOfWork } from '../../../core/platform';
import { prepared } from '../../../core/platform/internal';
import { PurchaseLinksService } from './purchase-links.service';
import type { LinkedPurchase, SaleContinuation } from './sale-continuation';
import type { CarriedReference, SoldItem } from './shop-adapter';
import { ShopEvent } from './shop-event.entity';
import type { ItemResolver, MappedItem } from './shop-mappings.service';
import { ShopSale } from './shop-sale.entity';

/** Licenses that a reason names. */
const LISTED = 5;

/** Licenses among which a sale may need a person to choose, the newest first. */
export interface ContinuationChoice {
  readonly product: Product;
  readonly licenses: readonly License[];
}

/** Decides which license a sale continues. A decision stays, so that all events of the sale see the same one. */
@Injectable()
export class ContinueSalesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly licenses: LicensesService,
    private readonly links: PurchaseLinksService,
  ) {}

  /**
   * Keeps what an event carries for us. Returns a reason for a person where the sale has given a new license before.
   */
  async note(sale: ShopSale, carried: CarriedReference | null): Promise<string | null> {
    const decision = carried && sale.continues === null ? await this.read(carried) : null;
    if (!decision) {
      return null;
    }
    if (sale.orderUid !== null) {
      return 'The event names a license to continue, but its sale has given a new one already.';
    }
    await this.keep(sale, decision);
    return null;
  }

  /** A person's choice, before the sale has an order. The caller has locked the shop: the first of two choices counts. */
  async choose(sale: ShopSale | null, license: string | null): Promise<void> {
    if (sale?.orderUid !== null) {
      throw problem('SHOP_SALE_PLACED');
    }
    if (sale.continues !== null && (await this.isBeingApplied(sale))) {
      throw problem('SHOP_SALE_DECIDED');
    }
    await this.keep(
      sale,
      license === null
        ? { kind: 'new' }
        : { kind: 'continue', purchase: { license: (await this.licenses.get(license)).license.uid } },
    );
  }

  /**
   * A reason where the reference of a sale does not count. @param paidAt the shop's time of the payment
   */
  unclearReason({ continues }: ShopSale, paidAt: Date): string | null {
    if (continues?.kind === 'continue' && continues.until !== undefined && new Date(continues.until) <= paidAt) {
      return `The purchase link ended at ${continues.until}, before the payment.`;
    }
    return continues?.kind === 'unclear' ? continues.reason : null;
  }

  /**
   * Decides for a sale without a reference, by the setting of the product. Returns a reason where a person has to choose.
   * @param sold all items with a mapping
   */
  async decide(sale: ShopSale, sold: readonly MappedItem[], email: string | null): Promise<string | null> {
    if (sale.continues !== null || email === null) {
      return null;
    }
    const choice = await this.choiceOf(sold, email);
    const [only] = choice?.licenses ?? [];
    if (!choice || !only) {
      return null;
    }
    if (choice.licenses.length === 1 && choice.product.continueLicenses === 'when_single') {
      await this.keep(sale, { kind: 'continue', purchase: { license: only.uid } });
      return null;
    }
    return reasonFor(choice.product, choice.licenses);
  }

  /** The licenses of the first product that has some which this sale could continue. */
  async choiceOf(sold: readonly MappedItem[], email: string): Promise<ContinuationChoice | null> {
    for (const product of await this.continuedProducts(sold)) {
      const licenses = await this.continuable(product, email);
      if (licenses.length > 0) {
        return { product, licenses };
      }
    }
    return null;
  }

  /** The items of a sale, of which those for the license that it continues give no new one. */
  async resolverOf(sale: ShopSale, base: ItemResolver, all: readonly SoldItem[]): Promise<ItemResolver> {
    if (sale.continues?.kind !== 'continue') {
      return base;
    }
    const { purchase } = sale.continues;
    const license = await this.find(purchase.license);
    if (!license) {
      return base;
    }
    const { product } = license;
    const isOwn = (item: SoldItem): boolean => [product?.reference, product?.uid].includes(base(item)?.product ?? '');
    const hasOwn = all.some(isOwn);
    return (item) => {
      const mapped = base(item);
      const continues = hasOwn ? isOwn(item) : mapped === undefined;
      return continues ? continued(item, mapped ?? null, license, purchase) : mapped;
    };
  }

  /** A reason where no item of a sale is for the license that it continues. */
  unusedReason(sale: ShopSale, sold: readonly MappedItem[]): string | null {
    return sale.continues?.kind === 'continue' && !sold.some(({ continues }) => continues !== undefined)
      ? 'The sale names a license to continue that does not exist any more, or that none of its items is for.'
      : null;
  }

  private isBeingApplied({ id: saleId }: ShopSale): Promise<boolean> {
    return this.work.manager.existsBy(ShopEvent, { saleId, state: 'pending' });
  }

  private async keep(sale: ShopSale, continues: SaleContinuation): Promise<void> {
    await this.work.manager.update(ShopSale, sale.id, { continues });
    Object.assign(sale, { continues });
  }

  private async read({ text, isOurs }: CarriedReference): Promise<SaleContinuation | null> {
    const link = await this.links.read(text);
    if (link) {
      return { kind: 'continue', purchase: link.purchase, until: link.expiresAt.toISOString() };
    }
    const license = await this.find(text);
    if (license) {
      return { kind: 'continue', purchase: { license: license.uid } };
    }
    return isOurs ? { kind: 'unclear', reason: `${text} is no license and no purchase link of this server.` } : null;
  }

  /** Never by a number, which other fields of a shop have as well. */
  private async find(name: string): Promise<License | null> {
    try {
      const found = isUUID(name) ? await this.licenses.get(name) : await this.licenses.getByKey(name);
      return found.license;
    } catch (error) {
      if (isProblem(error, 'LICENSE_NOT_FOUND')) {
        return null;
      }
      throw error;
    }
  }

  private continuedProducts(sold: readonly MappedItem[]): Promise<Product[]> {
    const names = sold.flatMap(({ product, continues }) => (product === undefined || continues ? [] : product));
    const uids = names.filter((name) => isUUID(name));
    const products = this.work.manager
      .createQueryBuilder(Product, 'product')
      .where('(product.reference = ANY (:names) OR product.uid = ANY (:uids))', { names, uids })
      .andWhere(`product.continueLicenses <> 'never'`)
      .orderBy('product.id');
    return prepared(products, 'find_continued_products').getMany();
  }

  /** Those of the customer that a payment can continue, the newest first. */
  private async continuable({ reference }: Product, email: string): Promise<License[]> {
    const { rows } = await this.licenses.list({ limit: 100 }, { product: reference, customer: email });
    return rows
      .map(({ license }) => license)
      .filter((license) => license.revokedAt === null && license.blockedAt === null)
      .filter((license) => license.expiresAt !== null || isTermPending(license));
  }
}

/** Without an action in its link, the mapping of an item says whether it is for the policy of the license or another one. */
function continued(
  item: SoldItem,
  mapped: MappedItem | null,
  license: License,
  { license: uid, action, policy, ...bought }: LinkedPurchase,
): MappedItem {
  const isUpgrade = mapped?.policy !== undefined && mapped.policy !== license.policy?.uid;
  return {
    item,
    product: license.product?.reference,
    ...(action === undefined && mapped ? { policy: mapped.policy } : {}),
    quantity: mapped?.quantity ?? item.quantity,
    ...(mapped?.seats !== undefined && { seats: mapped.seats }),
    entitlements: action === undefined ? (mapped?.entitlements ?? {}) : {},
    continues: {
      license: uid,
      action: action ?? (isUpgrade ? 'upgrade' : 'renew'),
      creditsRest: mapped?.creditsRest,
      ...(action === undefined ? isUpgrade && { policy: mapped.policy } : { policy, ...bought }),
    },
    isPlanFixed: action !== undefined || !mapped,
  };
}

function reasonFor({ name }: Product, found: readonly License[]): string {
  const keys = found.slice(0, LISTED).map(({ key }) => key);
  const more = found.length > LISTED ? ` and ${found.length - LISTED} more` : '';
  const licenses = found.length === 1 ? 'a license' : `${found.length} licenses`;
  return `The customer has ${licenses} of ${name} that this payment could continue: ${keys.join(', ')}${more}. Choose one, or a new license.`;
}

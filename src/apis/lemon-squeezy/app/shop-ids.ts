import type { License } from '../../../core/licenses';
import { importedFacts, numberFact } from '../../kit/imported-facts';
import type { DescribedLicense } from './described-license';

/** Ids that programs may compare with those of their shop. */
export interface ShopIds {
  readonly store_id: number;
  readonly order_id: number;
  readonly order_item_id: number;
  readonly product_id: number;
  readonly variant_id: number;
  readonly customer_id: number;
}

/** Kind of the shop, and the metadata field with the ids that Lemon Squeezy gave to a license or a product. */
export const KIND = 'lemon_squeezy';

/** For programs that rely on it: activating a name again returns the same instance. In the metadata of the product. */
export function hasOneInstancePerName({ product }: License): boolean {
  return importedFacts(product?.metadata, KIND).one_instance_per_name === true;
}

/** The ids in the metadata of the license, else in that of its product, else of its sale at Lemon Squeezy, else ours. */
export function idsOf(described: DescribedLicense): ShopIds {
  const { license, sale } = described;
  const own = numbersOf(described);
  const sold = sale?.shopKind === KIND ? soldIds(sale) : {};
  const names = Object.keys(own) as (keyof ShopIds)[];
  const sources = [importedFacts(license.metadata, KIND), importedFacts(license.product?.metadata, KIND), sold, own];
  // `fromEntries` loses the names; `own` has them all.
  return Object.fromEntries(
    names.map((name) => [
      name,
      sources.map((ids) => numberFact(ids[name])).find((id) => id !== undefined) ?? own[name],
    ]),
  ) as unknown as ShopIds;
}

function numbersOf({ license, sale }: DescribedLicense): ShopIds {
  return {
    store_id: 1,
    order_id: sale?.order.id ?? license.id,
    order_item_id: sale?.line.id ?? license.id,
    product_id: license.productId,
    variant_id: license.policyId,
    customer_id: license.customerId ?? 0,
  };
}

function soldIds({ order, line }: NonNullable<DescribedLicense['sale']>): Readonly<Record<string, unknown>> {
  return {
    order_id: order.externalId,
    order_item_id: line.externalId,
    customer_id: order.customerExternalId,
  };
}

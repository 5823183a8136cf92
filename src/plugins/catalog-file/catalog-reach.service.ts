import { Injectable } from '@nestjs/common';
import { ProductLicenseCountsService } from '../../core/licensing';
import { productScope } from '../../core/identity';
import { UnitOfWork } from '../../core/platform';
import type { CatalogChange } from './catalog-plan';

/** Licenses of an object that are counted. */
export const COUNTED_LICENSES = 100_000;

/** Counts the licenses that changes of the catalog reach. */
@Injectable()
export class CatalogReachService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly products: ProductLicenseCountsService,
  ) {}

  /**
   * Licenses of a policy, or of a product whose own data or definitions change, up to COUNTED_LICENSES; null for what no license
   * has.
   * @param productIds by reference
   */
  async of(
    changes: readonly CatalogChange[],
    productIds: ReadonlyMap<string, number>,
  ): Promise<ReadonlyMap<CatalogChange, number | null>> {
    const policies = changes.flatMap(({ kind, stored }) => (kind === 'policy' && stored ? [stored.id] : []));
    const ofPolicies = await this.countOfPolicies(policies);
    const productOf = ({ name, product }: CatalogChange): number => productIds.get(product ?? name) ?? 0;
    const ofProducts = await this.products.upTo(COUNTED_LICENSES, [
      ...new Set(changes.filter(({ kind }) => OF_PRODUCTS.has(kind)).map(productOf)),
    ]);
    return new Map(
      changes.map((change) => {
        const { kind, stored } = change;
        const ofProduct = OF_PRODUCTS.has(kind) ? (ofProducts.get(productOf(change)) ?? 0) : null;
        return [change, kind === 'policy' ? (ofPolicies.get(stored?.id ?? 0) ?? 0) : ofProduct];
      }),
    );
  }

  private async countOfPolicies(ids: readonly number[]): Promise<ReadonlyMap<number, number>> {
    const rows = await this.work.manager.query<{ id: number; count: number }[]>(COUNT, [
      ids,
      COUNTED_LICENSES,
      productScope() ?? null,
    ]);
    return new Map(rows.map(({ id, count }) => [id, count]));
  }
}

const OF_PRODUCTS: ReadonlySet<string> = new Set(['product', 'entitlement', 'meter', 'credit']);

// In the order of an index, as the counts of products. A key of some products counts their licenses alone.
const COUNT = `
  SELECT policy.id, (SELECT count(*) FROM (
    SELECT 1 FROM licenses WHERE policy_id BETWEEN policy.id AND policy.id
      AND ($3::bigint[] IS NULL OR product_id = ANY ($3)) ORDER BY policy_id, id LIMIT $2
  ) AS own) AS count
  FROM unnest($1::bigint[]) AS policy (id)
`;

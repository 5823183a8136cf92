import { Injectable } from '@nestjs/common';
import { productScope } from '../../identity/permissions/caller';
import { UnitOfWork } from '../../platform/database/unit-of-work';

/** Counts licenses of products, bundles included. */
@Injectable()
export class ProductLicenseCountsService {
  constructor(private readonly work: UnitOfWork) {}

  /**
   * Counts by product id. Reads at most `limit` licenses of each product and as many of its bundles: a count of `limit` or more means
   * "so many or more".
   */
  async upTo(limit: number, productIds: readonly number[]): Promise<ReadonlyMap<number, number>> {
    const rows = await this.work.manager.query<{ id: number; count: number }[]>(COUNT, [
      productIds,
      limit,
      productScope() ?? null,
    ]);
    return new Map(rows.map(({ id, count }) => [id, count]));
  }
}

// License rows have the first product of a bundle, and license_products the others. Read in the order of the indexes: with an
// equality and a limit, the planner expects to meet enough rows soon, and reads the whole table for a product that has none.
const COUNT = `
  SELECT product.id,
         (SELECT count(*) FROM (
           SELECT 1 FROM licenses WHERE product_id BETWEEN product.id AND product.id ORDER BY product_id, id LIMIT $2
         ) AS own)
         + (SELECT count(*) FROM (
           SELECT 1 FROM license_products WHERE product_id BETWEEN product.id AND product.id
           ORDER BY product_id, license_id LIMIT $2
         ) AS bundled) AS count
  FROM unnest($1::bigint[]) AS product (id) WHERE $3::bigint[] IS NULL OR product.id = ANY ($3)
`;

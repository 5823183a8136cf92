import { Injectable } from '@nestjs/common';
import { EntitlementsService } from '../../../catalog/definitions/entitlements.service';
import { MetersService } from '../../../catalog/definitions/meters.service';
import { generateKey, SIGNED_KEY_FORMAT } from '../../../catalog/policies/key-format';
import type { Product } from '../../../catalog/products/product.entity';
import { ProductsService } from '../../../catalog/products/products.service';
import { VersionsService } from '../../../catalog/versions/versions.service';
import { Clock } from '../../../common/clock';
import { Randomness } from '../../../common/randomness';
import { KeyPoolsService } from '../../../licensing/key-pools/key-pools.service';
import { ProductLicenseCountsService } from '../../../licensing/statistics/product-license-counts.service';

/** Licenses that the page of a product counts. */
export const COUNTED_LICENSES = 10_000;
const LISTED = 100;
const LISTED_VERSIONS = 5;

/** The data of a product's page. */
export type ProductFacts = Awaited<ReturnType<ProductFactsService['read']>>;

/** Reads the data of a product's page. */
@Injectable()
export class ProductFactsService {
  constructor(
    private readonly products: ProductsService,
    private readonly versions: VersionsService,
    private readonly entitlements: EntitlementsService,
    private readonly meters: MetersService,
    private readonly keyPools: KeyPoolsService,
    private readonly counts: ProductLicenseCountsService,
    private readonly randomness: Randomness,
    private readonly clock: Clock,
  ) {}

  async read(id: string) {
    const product = await this.products.get(id);
    return {
      product,
      /** Up to one more than `COUNTED_LICENSES`. */
      licenses: await this.licensesOf(product),
      /** The newest ones. */
      versions: await this.versions.list(id, { limit: LISTED_VERSIONS }),
      entitlements: await this.entitlements.list(id, { limit: LISTED }),
      meters: await this.meters.list(id, { limit: LISTED }),
      keyPools: await this.keyPools.list({ limit: LISTED }, { product: id }),
      /** A key of its format; undefined for signed keys. */
      sampleKey: this.sampleKey(product),
    };
  }

  async licensesOf({ id }: Product): Promise<number> {
    return (await this.counts.upTo(COUNTED_LICENSES + 1, [id])).get(id) ?? 0;
  }

  /** It is shown and never issued. */
  private sampleKey({ policy }: Product): string | undefined {
    return policy === undefined || policy.keyFormat === SIGNED_KEY_FORMAT
      ? undefined
      : generateKey(policy.keyFormat, this.randomness, this.clock.now());
  }
}

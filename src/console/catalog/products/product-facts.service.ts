import { Injectable } from '@nestjs/common';
import type { Entitlement } from '../../../catalog/definitions/entitlement.entity';
import { EntitlementsService } from '../../../catalog/definitions/entitlements.service';
import type { Meter } from '../../../catalog/definitions/meter.entity';
import { MetersService } from '../../../catalog/definitions/meters.service';
import { generateKey, SIGNED_KEY_FORMAT } from '../../../catalog/policies/key-format';
import type { Product } from '../../../catalog/products/product.entity';
import { ProductsService } from '../../../catalog/products/products.service';
import type { ProductVersion } from '../../../catalog/versions/product-version.entity';
import { VersionsService } from '../../../catalog/versions/versions.service';
import { Clock } from '../../../common/clock';
import type { Page as Rows } from '../../../common/pagination/page-request';
import { Randomness } from '../../../common/randomness';
import type { KeyPool } from '../../../licenses/licenses/key-pool.entity';
import { KeyPoolsService } from '../../../licensing/key-pools/key-pools.service';
import { ProductLicenseCountsService } from '../../../licensing/statistics/product-license-counts.service';

/** Licenses that the page of a product counts. */
export const COUNTED_LICENSES = 10_000;
const LISTED = 100;
const LISTED_VERSIONS = 5;

/** The data of a product's page. */
export interface ProductFacts {
  readonly product: Product;
  /** Up to one more than `COUNTED_LICENSES`. */
  readonly licenses: number;
  /** The newest ones. */
  readonly versions: Rows<ProductVersion>;
  readonly entitlements: Rows<Entitlement>;
  readonly meters: Rows<Meter>;
  readonly keyPools: Rows<KeyPool>;
  /** A key of its format; undefined for signed keys. */
  readonly sampleKey?: string;
}

/** Reads what the page of a product shows. */
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

  async read(id: string): Promise<ProductFacts> {
    const product = await this.products.get(id);
    return {
      product,
      licenses: await this.licensesOf(product),
      versions: await this.versions.list(id, { limit: LISTED_VERSIONS }),
      entitlements: await this.entitlements.list(id, { limit: LISTED }),
      meters: await this.meters.list(id, { limit: LISTED }),
      keyPools: await this.keyPools.list({ limit: LISTED }, { product: id }),
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

import { Injectable } from '@nestjs/common';
import { problem } from '../../common/errors/domain-error';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { ProductsService } from '../../catalog/products/products.service';
import type { ProductId } from '../../catalog/products/visible-products';

export interface NamedLicense {
  readonly uid: string;
  readonly key: string;
}

/** Licenses that the rollout of a version names. */
@Injectable()
export class NamedLicensesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly products: ProductsService,
  ) {}

  /**
   * UUIDs of the licenses with these UUIDs or keys.
   * @throws VALIDATION_ERROR for the first that is no license of the product
   */
  async uidsOf(product: ProductId, names: readonly string[]): Promise<string[]> {
    const licenses = await this.named(product, names);
    return names.map((name) => {
      const license = licenses.find(({ uid, key }) => key === name || uid === name.toLowerCase());
      if (!license) {
        throw problem('ROLLOUT_LICENSE_UNKNOWN', { field: 'licenses', license: name });
      }
      return license.uid;
    });
  }

  /** The license of the product with this UUID or key; undefined if there is none. */
  async find(product: ProductId, name: string): Promise<NamedLicense | undefined> {
    const [license] = await this.named(product, [name]);
    return license;
  }

  /** Deleted licenses are left out. */
  list(uids: readonly string[]): Promise<NamedLicense[]> {
    return this.work.manager.query('SELECT uid, key FROM licenses WHERE uid = ANY ($1::uuid[]) ORDER BY id', [uids]);
  }

  private async named(product: ProductId, names: readonly string[]): Promise<NamedLicense[]> {
    const { id } = await this.products.get(product);
    return this.work.manager.query(NAMED, [names, names.filter(isUuid), id]);
  }
}

function isUuid(text: string): boolean {
  return /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);
}

const NAMED = `
  SELECT uid, key FROM licenses
  WHERE (key = ANY ($1::text[]) OR uid = ANY ($2::uuid[])) AND (product_id = $3 OR $3 = ANY (product_ids))`;

import { Injectable } from '@nestjs/common';
import { productScope } from '../../identity/permissions/caller';
import { NotFound } from '../../common/errors/domain-error';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { ProductVersion } from './product-version.entity';
import { Product } from '../products/product.entity';
import { ProductsService } from '../products/products.service';
import { compareVersions, versionParts } from './version-order';
import { VersionsService } from './versions.service';

export interface Update {
  /** Null where no version is published. */
  readonly latest: ProductVersion | null;
  /** The latest is newer than the caller's, as far as the caller said which it has. */
  readonly isNewer: boolean;
}

/** What narrows down whose version is meant, where two products have one of the same reference. */
export interface VersionOwner {
  /** What the caller names the product by: its reference, else its number. */
  readonly product?: string;
  /** Of what else is known of the caller, such as its license. */
  readonly productId?: number;
}

/** Which version a program should run. */
@Injectable()
export class UpdatesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly products: ProductsService,
    private readonly versions: VersionsService,
  ) {}

  /** Of the license's product, else of the one that the API key is good for, else of a dialect's own. */
  async forProgram(
    licensedId: number | undefined,
    fallbackReference: string,
    current: string | undefined,
  ): Promise<Update> {
    const productId = licensedId ?? productScope() ?? (await this.idOf(fallbackReference));
    const latest = productId === undefined ? null : await this.versions.latest(productId);
    return {
      latest,
      isNewer: latest !== null && current !== undefined && compareVersions(latest.version, current) > 0,
    };
  }

  /** Of the product that the API key is good for, else of a dialect's own. */
  async latest(fallbackReference: string): Promise<ProductVersion> {
    const { latest } = await this.forProgram(undefined, fallbackReference, undefined);
    return published(latest);
  }

  /** Whether a program of this version skips one that it must not skip, be that the latest or one before. */
  async mustUpdate(productId: number, current: string): Promise<boolean> {
    const found = await this.work.manager.query<unknown[]>(MANDATORY_AFTER, [productId, versionParts(current)]);
    return found.length > 0;
  }

  /** What a program of this version should get: the newest or, where the product says so, the next one. Null where it is up to date. */
  async offer({ id, serveLatestUpdates }: Product, current: string): Promise<ProductVersion | null> {
    if (!serveLatestUpdates) {
      return this.versions.next(id, current);
    }
    const latest = await this.versions.latest(id);
    return latest && compareVersions(latest.version, current) > 0 ? latest : null;
  }

  /** The newest active version. */
  async latestOf({ id }: Product): Promise<ProductVersion> {
    return published(await this.versions.latest(id));
  }

  /** The active version of this reference, with its product: of the product that is known or, where none is, of the only one that has it. */
  async locate(reference: string, { product, productId }: VersionOwner = {}): Promise<ProductVersion> {
    const scope = productScope();
    const ownerId = product === undefined ? (productId ?? scope) : (await this.products.get({ named: product })).id;
    const isHidden = scope !== undefined && ownerId !== scope;
    const [version, another] = isHidden ? [] : await this.versions.activeOf(reference, ownerId);
    if (!version || another) {
      throw new NotFound('version');
    }
    return version;
  }

  private async idOf(reference: string): Promise<number | undefined> {
    return (await this.work.manager.findOneBy(Product, { reference }))?.id;
  }
}

const MANDATORY_AFTER = `
  SELECT 1 FROM product_versions
  WHERE product_id = $1 AND parts > $2::bigint[] AND is_active AND is_mandatory LIMIT 1
`;

function published(latest: ProductVersion | null): ProductVersion {
  if (!latest) {
    throw new NotFound('version: none is published');
  }
  return latest;
}

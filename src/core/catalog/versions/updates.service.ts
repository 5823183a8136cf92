import { Injectable } from '@nestjs/common';
import { isInScope, onlyProduct, productScope } from '../../identity/permissions/caller';
import { problem } from '../../common/errors/domain-error';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { ProductVersion } from './product-version.entity';
import { Product } from '../products/product.entity';
import { ProductsService } from '../products/products.service';
import type { OfferSubject } from './rollout';
import { compareVersions } from './version-order';
import type { VersionReach } from './version-reach';
import { OfferedVersionsService } from './offered-versions.service';

/** The latest version for a caller, compared with its own. */
export interface Update {
  /** Null if no version is published. */
  readonly latest: ProductVersion | null;
  /** The latest version is newer than the caller's; false if the caller's is unknown. */
  readonly isNewer: boolean;
}

/** Like `Update`, with the version alone. */
export interface VersionComparison {
  readonly latest: string | null;
  readonly isNewer: boolean;
}

/** Identifies the product, because versions of two products can have the same reference. */
export interface VersionOwner {
  /** Reference or numeric id sent by the caller. */
  readonly product?: string;
  /** Product id known from elsewhere, for example from the caller's license. */
  readonly productId?: number;
  /** Ids of the products to choose from if several have the version. */
  readonly candidates?: () => Promise<readonly number[]>;
}

/** Finds the version that a program or a device is offered. */
@Injectable()
export class UpdatesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly products: ProductsService,
    private readonly versions: OfferedVersionsService,
  ) {}

  /** Product: the license's, else the API key's, else the dialect's fallback. */
  async forProgram(
    licensedId: number | undefined,
    fallbackReference: string,
    current: string | undefined,
    subject: OfferSubject = {},
  ): Promise<Update> {
    const productId = licensedId ?? onlyProduct() ?? (await this.idOf(fallbackReference));
    const latest = productId === undefined ? null : await this.versions.latest(productId, { subject });
    return {
      latest,
      isNewer: latest !== null && current !== undefined && compareVersions(latest.version, current) > 0,
    };
  }

  /**
   * Like `forProgram`, with the latest version that was read with the caller's license.
   * @param latest undefined if the license was not found
   */
  async compare(
    latest: string | null | undefined,
    fallbackReference: string,
    current: string | undefined,
    subject: OfferSubject,
  ): Promise<VersionComparison> {
    const known =
      latest === undefined
        ? (await this.forProgram(undefined, fallbackReference, current, subject)).latest?.version
        : latest;
    return {
      latest: known ?? null,
      isNewer: typeof known === 'string' && current !== undefined && compareVersions(known, current) > 0,
    };
  }

  /** Product: the API key's, else the dialect's fallback. */
  async latest(fallbackReference: string): Promise<ProductVersion> {
    const { latest } = await this.forProgram(undefined, fallbackReference, undefined);
    return published(latest);
  }

  /** Whether a mandatory version is newer than the current one. */
  async mustUpdate(productId: number, current: string, reach: VersionReach = {}): Promise<boolean> {
    return this.versions.hasMandatory(productId, { ...reach, after: current });
  }

  /** The latest version in reach or, as the product defines, the next one. Null if the program is up to date. */
  async offer(
    { id, serveLatestUpdates }: Product,
    current: string,
    reach: VersionReach = {},
  ): Promise<ProductVersion | null> {
    if (!serveLatestUpdates) {
      return this.versions.next(id, current, reach);
    }
    const latest = await this.versions.latest(id, reach);
    return latest && compareVersions(latest.version, current) > 0 ? latest : null;
  }

  /** The latest active version. */
  async latestOf({ id }: Product, reach: VersionReach = {}): Promise<ProductVersion> {
    return published(await this.versions.latest(id, reach));
  }

  /**
   * The active version with this reference, and its product. Without a known product, the reference must be unambiguous,
   * among all products or among the candidates.
   */
  async locate(reference: string, { product, productId, candidates }: VersionOwner = {}): Promise<ProductVersion> {
    const ownerId = product === undefined ? productId : (await this.products.get({ idOrReference: product })).id;
    const owners = ownerId === undefined ? productScope() : [ownerId].filter((id) => isInScope(id));
    const found = await this.versions.activeOf(reference, owners);
    const [version, duplicate] =
      found.length > 1 && candidates
        ? await this.versions.activeOf(
            reference,
            (await candidates()).filter((id) => isInScope(id)),
          )
        : found;
    if (!version || duplicate) {
      throw problem('VERSION_NOT_FOUND');
    }
    return version;
  }

  private async idOf(reference: string): Promise<number | undefined> {
    const found = await this.work.manager.findOneBy(Product, { reference });
    return found && isInScope(found.id) ? found.id : undefined;
  }
}

function published(latest: ProductVersion | null): ProductVersion {
  if (!latest) {
    throw problem('PUBLISHED_VERSION_NOT_FOUND');
  }
  return latest;
}

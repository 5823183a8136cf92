import { Injectable } from '@nestjs/common';
import { productScope } from '../auth/caller';
import { NotFound } from '../common/errors/domain-error';
import { UnitOfWork } from '../database/unit-of-work';
import type { ProductVersion } from './product-version.entity';
import { Product } from './product.entity';
import { compareVersions, versionParts } from './version-order';
import { VersionsService } from './versions.service';

export interface Update {
  /** Null where no version is published. */
  readonly latest: ProductVersion | null;
  /** The latest is newer than the caller's, as far as the caller said which it has. */
  readonly isNewer: boolean;
}

/** Which version a program should run. */
@Injectable()
export class UpdatesService {
  constructor(
    private readonly work: UnitOfWork,
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
    if (!latest) {
      throw new NotFound('version: none is published');
    }
    return latest;
  }

  /** Whether a program of this version skips one that it must not skip, be that the latest or one before. */
  async mustUpdate(productId: number, current: string): Promise<boolean> {
    const found = await this.work.manager.query<unknown[]>(MANDATORY_AFTER, [productId, versionParts(current)]);
    return found.length > 0;
  }

  private async idOf(reference: string): Promise<number | undefined> {
    return (await this.work.manager.findOneBy(Product, { reference }))?.id;
  }
}

const MANDATORY_AFTER = `
  SELECT 1 FROM product_versions
  WHERE product_id = $1 AND parts > $2::bigint[] AND is_active AND is_mandatory LIMIT 1
`;

import { Injectable } from '@nestjs/common';
import { productScope } from '../auth/caller';
import { UnitOfWork } from '../database/unit-of-work';
import type { ProductVersion } from './product-version.entity';
import { Product } from './product.entity';
import { compareVersions } from './version-order';
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

  private async idOf(reference: string): Promise<number | undefined> {
    return (await this.work.manager.findOneBy(Product, { reference }))?.id;
  }
}

import { Injectable } from '@nestjs/common';
import { LicenseRefused } from '../../../licensing/activations/activation.errors';
import type { VerificationResult } from '../../../licensing/activations/verdict';
import { productScope } from '../../../identity/permissions/caller';
import { InvalidInput, NotFound } from '../../../common/errors/domain-error';
import type { StoredFile } from '../../../platform/files/stored-file.entity';
import type { ProductVersion, VersionFileType } from '../../../catalog/versions/product-version.entity';
import type { Product } from '../../../catalog/products/product.entity';
import { ProductsService } from '../../../catalog/products/products.service';
import { UpdatesService } from '../../../catalog/versions/updates.service';
import { fileOf } from '../../../catalog/versions/version-file';
import type { Integrity } from '../../../catalog/update-signing/integrity';
import { UpdateSignerService } from '../../../catalog/update-signing/update-signer.service';
import { DomainLicensesService, type LicenseCredential } from './domain-licenses.service';
import type { ClientLocation } from './domain-clients.service';

/** Which file of which version a program asks for. */
export interface WantedFile {
  /** The version's reference, which may be another product's as well. */
  readonly version: string;
  readonly type: VersionFileType;
}

/** A version with what a program checks its main file by; null where it has none. */
export interface OfferedVersion {
  readonly product: Product;
  readonly version: ProductVersion;
  readonly integrity: Integrity | null;
}

/** Versions and their files, for programs that update themselves. */
@Injectable()
export class DomainUpdatesService {
  constructor(
    private readonly licenses: DomainLicensesService,
    private readonly products: ProductsService,
    private readonly updates: UpdatesService,
    private readonly signer: UpdateSignerService,
  ) {}

  /** What a program of this version should get; null where it is up to date. */
  async offer(reference: string | undefined, current: string): Promise<OfferedVersion | null> {
    const product = await this.activeProduct(reference);
    const version = await this.updates.offer(product, current);
    return version && this.offered(product, version);
  }

  async latest(reference: string | undefined): Promise<OfferedVersion> {
    const product = await this.activeProduct(reference);
    return this.offered(product, await this.updates.latestOf(product));
  }

  /** Where the product's updates need a license, for those alone who may use one and whose updates have not ended. */
  async fileFor(wanted: WantedFile, license: LicenseCredential, location: ClientLocation): Promise<StoredFile> {
    const answer = isShown(license) ? await this.licenses.checkDownload(license, location) : null;
    refuseUnlessUsable(answer);
    const version = await this.updates.locate(wanted.version, {
      product: license.product,
      productId: answer?.license?.productId,
    });
    if (version.product?.updatesNeedLicense !== false && answer?.license?.productId !== version.productId) {
      throw new LicenseRefused('NOT_FOUND');
    }
    return fileOf(version, wanted.type);
  }

  /**
   * What a program may know of a file before it asks for it.
   * @param product its reference, where the program says it
   */
  async describe({ version, type }: WantedFile, product: string | undefined): Promise<StoredFile> {
    return fileOf(await this.updates.locate(version, { product }), type);
  }

  /** The one that is named or, where none is, that the API key is good for. A product that is not active has no updates. */
  private async activeProduct(reference: string | undefined): Promise<Product> {
    const named = reference ?? productScope();
    if (named === undefined) {
      throw new InvalidInput('product_id', 'product_id is required', 'missing');
    }
    const product = await this.products.get({ named });
    if (!product.isActive) {
      throw new NotFound('product');
    }
    return product;
  }

  private async offered(product: Product, version: ProductVersion): Promise<OfferedVersion> {
    const { mainFile } = version;
    return { product, version, integrity: mainFile ? await this.signer.integrityOf(product, version, mainFile) : null };
  }
}

function isShown({ data, code }: LicenseCredential): boolean {
  return data !== undefined || code !== undefined;
}

/** A license of a product whose updates are for everybody does no harm by being refused. */
function refuseUnlessUsable(answer: VerificationResult | null): void {
  if (answer?.license?.product?.updatesNeedLicense && !answer.usable) {
    throw new LicenseRefused(answer.code);
  }
}

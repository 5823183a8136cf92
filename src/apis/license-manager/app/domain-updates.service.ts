import { Injectable } from '@nestjs/common';
import { type Download, LicenseRefused, type VerificationResult } from '../../../core/verification';
import { onlyProduct } from '../../../core/identity';
import { Clock, problem } from '../../../core/common';
import type { StoredFile } from '../../../core/platform';
import {
  type Product,
  ProductsService,
  type ProductVersion,
  UpdatesService,
  VersionDownloadsService,
  type VersionFileType,
} from '../../../core/catalog';
import {
  fileOf,
  type Integrity,
  mayDownload,
  UpdateSignerService,
  type VersionReach,
} from '../../../core/catalog/internal';
import { missingAt } from '../../../core/licenses/internal';
import { DomainLicensesService, type LicenseCredential } from './domain-licenses.service';
import type { ClientLocation } from './domain-clients/domain-client';

/** The file of a version that a program requests. */
export interface RequestedFile {
  /** The version's reference; several products may use the same one. */
  readonly version: string;
  readonly type: VersionFileType;
}

/** A version with the integrity data of its main file; null without a main file. */
export interface OfferedVersion {
  readonly product: Product;
  readonly version: ProductVersion;
  readonly integrity: Integrity | null;
}

/** Product versions and their files, for programs that update themselves. */
@Injectable()
export class DomainUpdatesService {
  constructor(
    private readonly licenses: DomainLicensesService,
    private readonly products: ProductsService,
    private readonly updates: UpdatesService,
    private readonly downloads: VersionDownloadsService,
    private readonly signer: UpdateSignerService,
    private readonly clock: Clock,
  ) {}

  /** The version to update to; null if the program is up to date. */
  async offer(
    reference: string | undefined,
    current: string,
    location: ClientLocation,
  ): Promise<OfferedVersion | null> {
    const product = await this.activeProduct(reference);
    const version = await this.updates.offer(product, current, this.reachAt(location));
    return version && this.offered(product, version);
  }

  async latest(reference: string | undefined, location: ClientLocation): Promise<OfferedVersion> {
    const product = await this.activeProduct(reference);
    return this.offered(product, await this.updates.latestOf(product, this.reachAt(location)));
  }

  /** If the product's updates need a license, it must be usable and still include updates. */
  async fileFor(requested: RequestedFile, license: LicenseCredential, location: ClientLocation): Promise<Download> {
    const result = hasCredential(license) ? await this.licenses.checkDownload(license, location) : null;
    refuseUnlessUsable(result);
    const version = await this.updates.locate(requested.version, {
      product: license.product,
      productId: result?.license?.product?.id,
      candidates: () => this.licenses.productsAt(location),
    });
    if (version.product?.updatesNeedLicense !== false && result?.license?.product?.id !== version.productId) {
      throw new LicenseRefused('NOT_FOUND');
    }
    const missing = missingAt(result?.license?.effectiveGrants ?? {}, version.requiredEntitlements, this.clock.now());
    if (missing.length > 0) {
      throw new LicenseRefused('ENTITLEMENT_MISSING');
    }
    const device = result?.activation?.fingerprint ?? this.licenses.deviceAt(location);
    const subject = { device, license: result?.license?.uid };
    if (!mayDownload(version, subject, this.clock.now(), { current: result?.activation?.appVersion })) {
      throw problem('VERSION_NOT_FOUND');
    }
    const onSent = (): void => this.downloads.countSent(version.id, subject);
    return { file: fileOf(version, requested.type), ...(result?.license && { onSent }) };
  }

  /**
   * Metadata of a file, without a license.
   * @param product reference of the product, if sent
   */
  async describe(
    { version, type }: RequestedFile,
    product: string | undefined,
    location: ClientLocation,
  ): Promise<StoredFile> {
    const candidates = (): Promise<readonly number[]> => this.licenses.productsAt(location);
    return fileOf(await this.updates.locate(version, { product, candidates }), type);
  }

  private reachAt(location: ClientLocation): VersionReach {
    return { subject: { device: this.licenses.deviceAt(location) } };
  }

  /** The product of this reference, or the product of the API key. Inactive products have no updates. */
  private async activeProduct(reference: string | undefined): Promise<Product> {
    const idOrReference = reference ?? onlyProduct();
    if (idOrReference === undefined) {
      throw problem('FIELD_MISSING', { field: 'product_id' });
    }
    const product = await this.products.get({ idOrReference });
    if (!product.isActive) {
      throw problem('PRODUCT_NOT_FOUND');
    }
    return product;
  }

  private async offered(product: Product, version: ProductVersion): Promise<OfferedVersion> {
    const { mainFile } = version;
    return { product, version, integrity: mainFile ? await this.signer.integrityOf(product, version, mainFile) : null };
  }
}

function hasCredential({ data, code }: LicenseCredential): boolean {
  return data !== undefined || code !== undefined;
}

/** An unusable license is ignored if the product's updates need none. */
function refuseUnlessUsable(result: VerificationResult | null): void {
  if (result?.license?.product?.updatesNeedLicense && !result.usable) {
    throw new LicenseRefused(result.code, result);
  }
}

import { Injectable } from '@nestjs/common';
import {
  ArtifactsService,
  OfferedVersionsService,
  type Product,
  type ProductVersion,
  type VersionArtifact,
} from '../../../core/catalog';
import { fitting } from '../../../core/catalog/internal';
import { UpdateAccessService } from '../../../core/verification';
import { artifactUrl, DownloadTicketsService, fileUrl, type UpdateAccess } from '../../../core/verification/internal';
import { isNameOf } from '../../kit/product-name';
import type { EddItem } from './edd-item';
import { type EddCall, siteNamedBy } from './edd-licenses.service';
import { EddProductsService } from './edd-products.service';

export interface EddUpdateCall extends EddCall {
  /** The site takes beta versions. */
  readonly isBeta: boolean;
}

/** Why there is no version. */
export type NoVersion = 'no-item' | 'unknown-item' | 'not-licensed';

export interface OfferedPackage {
  readonly product: Product;
  /** Null if none is published. */
  readonly latest: ProductVersion | null;
  readonly stable: ProductVersion | null;
  /** Empty if the site may not have it. */
  readonly packageUrl: string;
  readonly hasLicense: boolean;
}

const KINDS = ['plugin', 'archive'];

/** Versions of plugins for sites that update themselves. */
@Injectable()
export class EddUpdatesService {
  constructor(
    private readonly products: EddProductsService,
    private readonly access: UpdateAccessService,
    private readonly offers: OfferedVersionsService,
    private readonly artifacts: ArtifactsService,
    private readonly tickets: DownloadTicketsService,
  ) {}

  /** @param base URL of this server */
  async offer(call: EddUpdateCall, base: string): Promise<OfferedPackage | NoVersion> {
    const { key, item, isBeta } = call;
    if (item.id === false && item.name === false) {
      return 'no-item';
    }
    const product = await this.productOf(item, key);
    if (!product?.isActive) {
      return key === '' ? 'unknown-item' : 'not-licensed';
    }
    const access = await this.accessTo(product, call);
    if (access.code === 'NOT_FOUND' || access.code === 'PRODUCT_MISMATCH') {
      return 'not-licensed';
    }
    const { channel: _channel, ...stableReach } = access.reach;
    const stable = await this.offers.latest(product.id, stableReach);
    const latest = isBeta ? await this.offers.latest(product.id, access.reach) : stable;
    const packageUrl =
      latest && access.includesFiles ? await this.packageUrl({ ...access, version: latest }, base) : '';
    return { product, latest, stable, packageUrl, hasLicense: key !== '' };
  }

  /** A name has to be that of the product of the license, if there is one. */
  private async productOf(item: EddItem, key: string): Promise<Product | null> {
    if (item.id === false && key !== '') {
      return this.products.licensed(item, key);
    }
    const product = await this.products.find(item);
    const isOther = product !== null && key !== '' && item.name !== false && !isNameOf(product, item.name);
    return isOther ? null : product;
  }

  private accessTo({ reference }: Product, call: EddUpdateCall): Promise<UpdateAccess> {
    const device = siteNamedBy(call)?.device;
    return this.access.of({
      product: reference,
      ...(call.isBeta && { channel: 'beta' }),
      ...(call.key !== '' && { license: { key: call.key, device } }),
      fingerprint: device?.fingerprint,
    });
  }

  /** The file of the version for WordPress, else its main file; empty without any. */
  private async packageUrl(release: Release, base: string): Promise<string> {
    const { version, reach } = release;
    const all = await this.artifacts.ofVersions([version]);
    const files = fitting(all, { label: '' }).filter(({ kind }) => KINDS.includes(kind));
    const file = files.find(({ kind }) => kind === 'plugin') ?? files[0];
    if (file ? file.url !== null : !version.mainFile) {
      return file?.url ?? version.downloadUrl ?? '';
    }
    if (reach.subject?.license === undefined) {
      return file ? artifactUrl(release, file, base) : fileUrl(release, 'main', base);
    }
    const ticket = await (await this.tickets.signer(release))(file?.uid ?? 'main');
    return packagePath(release, ticket, file, base);
  }
}

interface Release extends UpdateAccess {
  readonly version: ProductVersion;
}

/** The address ends in the name of the file, which WordPress takes for its temporary file. */
function packagePath(
  { product, version }: Release,
  ticket: string,
  file: VersionArtifact | undefined,
  base: string,
): string {
  const name = file?.name ?? version.mainFile?.name ?? '';
  const parts = [product.uid, version.uid, ticket, name].map(encodeURIComponent);
  return `${base}/edd-sl/package_download/${parts.join('/')}`;
}

import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import type { Page, PageRequest } from '../../common/pagination/page-request';
import type { Product } from '../../catalog/products/product.entity';
import { ProductsService } from '../../catalog/products/products.service';
import type { ProductVersion, VersionFileType } from '../../catalog/versions/product-version.entity';
import { channelsFor } from '../../catalog/versions/release-channel';
import { OfferedVersionsService } from '../../catalog/versions/offered-versions.service';
import { mayDownload, type OfferSubject } from '../../catalog/versions/rollout';
import { UpdatesService } from '../../catalog/versions/updates.service';
import { VersionDownloadsService } from '../../catalog/versions/version-downloads.service';
import { fileOf } from '../../catalog/versions/version-file';
import type { VersionReach } from '../../catalog/versions/version-reach';
import { VersionsService } from '../../catalog/versions/versions.service';
import type { StoredFile } from '../../platform/files/stored-file.entity';
import type { Device } from '../../licenses/activations/device';
import { AssessLicenseService } from '../assessment/assess-license.service';
import { toVerificationRequest } from '../rules/assessment';
import { CheckLicenseService } from '../calls/check-license.service';
import type { LicenseContext } from '../rules/license-context';
import { endOfUpdates } from '../rules/term-rules';
import type { VerdictCode, VerificationResult } from '../rules/verdict';
import { LicenseRefused } from '../rules/verification.errors';

/** The license with which a program identifies itself, and its device. */
export interface ProgramLicense {
  readonly key: string;
  /** Without it, any device of the license must be active. */
  readonly device?: Device;
}

export interface UpdateRequest {
  /** UUID or reference of the product. */
  readonly product: string;
  /** Release channel of the program. */
  readonly channel?: string;
  /** Undefined for an unlicensed program. */
  readonly license?: ProgramLicense;
  /** Fingerprint of the device, for rollouts. */
  readonly fingerprint?: string;
}

export interface RequestedRelease extends UpdateRequest {
  /** UUID, reference or number of the version. */
  readonly version: string;
  readonly type: VersionFileType;
}

/** Releases of a product that a program may have. */
export interface UpdateAccess {
  readonly product: Product;
  readonly reach: VersionReach;
  /** The verdict on the license; null without one. */
  readonly code: VerdictCode | null;
  /** The program may learn of the files and download them. */
  readonly includesFiles: boolean;
}

export interface Download {
  readonly file: StoredFile;
  /** To be called after the file was sent. */
  readonly onSent?: () => void;
}

export interface Release extends UpdateAccess {
  readonly version: ProductVersion;
  readonly isMandatory: boolean;
}

/** Versions and their files for programs that update themselves. A license gets no version released after its updates end. */
@Injectable()
export class ProgramUpdatesService {
  constructor(
    private readonly products: ProductsService,
    private readonly updates: UpdatesService,
    private readonly versions: VersionsService,
    private readonly offers: OfferedVersionsService,
    private readonly downloads: VersionDownloadsService,
    private readonly assessments: AssessLicenseService,
    private readonly checking: CheckLicenseService,
    private readonly clock: Clock,
  ) {}

  /** The version is null if the program is up to date. It is mandatory if it or a version that it skips is. */
  async check(request: UpdateRequest, current: string): Promise<UpdateAccess & { readonly release: Release | null }> {
    const access = await this.accessOf(request);
    const { product, reach } = access;
    const version = await this.updates.offer(product, current, reach);
    if (!version) {
      return { ...access, release: null };
    }
    const upTo = { ...reach, maxVersion: version.version };
    const isMandatory = await this.updates.mustUpdate(product.id, current, upTo);
    return { ...access, release: { ...access, version, isMandatory } };
  }

  async latest(request: UpdateRequest): Promise<Release> {
    const access = await this.accessOf(request);
    return releaseOf(access, await this.updates.latestOf(access.product, access.reach));
  }

  /** @param q text in the reference or the version */
  async list(request: UpdateRequest, page: PageRequest, q?: string): Promise<Page<Release>> {
    const access = await this.accessOf(request);
    const { rows, ...rest } = await this.offers.reachable(access.product.id, page, access.reach, q);
    return { ...rest, rows: rows.map((version) => releaseOf(access, version)) };
  }

  /** A download with a license is logged. A product whose updates need no license ignores the verdict. */
  async fileFor(request: RequestedRelease): Promise<Download> {
    const { product: id, version: reference, type, channel, license, fingerprint } = request;
    const product = await this.activeProduct(id);
    const version = await this.versions.find(product, reference);
    if (!version.isActive || !channelsFor(channel ?? version.channel).includes(version.channel)) {
      throw problem('VERSION_NOT_FOUND');
    }
    if (product.updatesNeedLicense && !license) {
      throw problem('LICENSE_HEADER_MISSING');
    }
    const file = fileOf(version, type);
    const result = license && (await this.verify(license, product, version, channel ?? version.channel));
    const subject = subjectOf(result, fingerprint);
    if (!mayDownload(version, subject, this.clock.now(), { channel, current: result?.activation?.appVersion })) {
      throw problem('VERSION_NOT_FOUND');
    }
    return { file, ...(result?.license && { onSent: () => this.downloads.countSent(version.id, subject) }) };
  }

  private async verify(
    { key, device }: ProgramLicense,
    { reference, updatesNeedLicense }: Product,
    { version, releasedAt }: ProductVersion,
    channel: string,
  ): Promise<VerificationResult> {
    const scope = { product: reference, version, channel, releasedAt };
    const result = await this.checking.checkDownload(key, device, scope);
    if (updatesNeedLicense && !result.usable) {
      throw new LicenseRefused(result.code, result);
    }
    return result;
  }

  private async accessOf({ product: id, channel, license, fingerprint }: UpdateRequest): Promise<UpdateAccess> {
    const product = await this.activeProduct(id);
    if (!license) {
      return {
        product,
        reach: { channel, subject: { device: fingerprint } },
        code: null,
        includesFiles: !product.updatesNeedLicense,
      };
    }
    const { key, device } = license;
    const scope = { product: product.reference, channel, releasedAt: null };
    // Not logged: the download is.
    const { usable, verdict, context, now } = await this.assessments.assess({
      key,
      device,
      request: toVerificationRequest('download', device, scope),
    });
    return {
      product,
      reach: { channel, subject: subjectOf(context, fingerprint), ...(usable && reachOf(usable, now)) },
      code: verdict.code,
      includesFiles: usable !== null || !product.updatesNeedLicense,
    };
  }

  private async activeProduct(id: string): Promise<Product> {
    const product = await this.products.get(id);
    if (!product.isActive) {
      throw problem('PRODUCT_NOT_FOUND');
    }
    return product;
  }
}

/** A device that was recognized by its components keeps the side of its fingerprint. */
function subjectOf(
  found: Pick<VerificationResult, 'license' | 'activation'> | null | undefined,
  fingerprint: string | undefined,
): OfferSubject {
  return { device: found?.activation?.fingerprint ?? fingerprint, license: found?.license?.uid };
}

function reachOf(context: LicenseContext, now: Date): Partial<VersionReach> {
  const { minVersion, maxVersion } = context.behavior;
  const end = endOfUpdates(context, now);
  return { minVersion, maxVersion, releasedUntil: end?.toISOString().slice(0, 10) };
}

function releaseOf(access: UpdateAccess, version: ProductVersion): Release {
  return { ...access, version, isMandatory: version.isMandatory };
}

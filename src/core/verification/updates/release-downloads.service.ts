import { Injectable } from '@nestjs/common';
import { ArtifactsService } from '../../catalog/artifacts/artifacts.service';
import {
  type ProductVersion,
  VERSION_FILES,
  type VersionFileType,
} from '../../catalog/versions/product-version.entity';
import { channelsFor } from '../../catalog/versions/release-channel';
import { mayDownload } from '../../catalog/versions/rollout';
import { VersionDownloadsService } from '../../catalog/versions/version-downloads.service';
import { fileOf } from '../../catalog/versions/version-file';
import { VersionsService } from '../../catalog/versions/versions.service';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import type { StoredFile } from '../../platform/files/stored-file.entity';
import { CheckLicenseService } from '../calls/check-license.service';
import type { VerificationScope } from '../rules/assessment';
import type { VerificationResult } from '../rules/verdict';
import { LicenseRefused } from '../rules/verification.errors';
import { type ProgramLicense, subjectOf, UpdateAccessService, type UpdateRequest } from './update-access.service';

export interface RequestedRelease extends UpdateRequest {
  /** UUID, reference or number of the version. */
  readonly version: string;
  /** The type of the file, or the UUID of a file by platform. */
  readonly file: string;
  /** Name of the file in the address. Another one is not found: updaters look for further files beside a file. */
  readonly name?: string;
}

/** A file to send. */
export interface Download {
  readonly file: StoredFile;
  /** To be called after the file was sent. */
  readonly onSent?: () => void;
}

/** Files of versions that programs download. A download with a license is logged. */
@Injectable()
export class ReleaseDownloadsService {
  constructor(
    private readonly access: UpdateAccessService,
    private readonly versions: VersionsService,
    private readonly artifacts: ArtifactsService,
    private readonly downloads: VersionDownloadsService,
    private readonly checking: CheckLicenseService,
    private readonly clock: Clock,
  ) {}

  /** A product whose updates need no license ignores the verdict. */
  async fileFor(request: RequestedRelease): Promise<Download> {
    const { product: id, version: reference, channel, license, fingerprint } = request;
    const product = await this.access.activeProduct(id);
    const version = await this.versions.find(product, reference);
    if (!version.isActive || !channelsFor(channel ?? version.channel).includes(version.channel)) {
      throw problem('VERSION_NOT_FOUND');
    }
    if (product.updatesNeedLicense && !license) {
      throw problem('LICENSE_HEADER_MISSING');
    }
    const { file, required } = await this.storedFile(version, request);
    if (required.length > 0 && !license) {
      throw problem('LICENSE_HEADER_MISSING');
    }
    const scope = { product: product.reference, version: version.version, channel: channel ?? version.channel };
    const { releasedAt } = version;
    const needsUsable = product.updatesNeedLicense || required.length > 0;
    const result =
      license && (await this.verify(license, { ...scope, releasedAt, entitlements: required }, needsUsable));
    const subject = subjectOf(result, fingerprint);
    if (!mayDownload(version, subject, this.clock.now(), { channel, current: result?.activation?.appVersion })) {
      throw problem('VERSION_NOT_FOUND');
    }
    return { file, ...(result?.license && { onSent: () => this.downloads.countSent(version.id, subject) }) };
  }

  private async storedFile(
    version: ProductVersion,
    { file: id, name }: RequestedRelease,
  ): Promise<{ readonly file: StoredFile; readonly required: readonly string[] }> {
    const { requiredEntitlements } = version;
    if (isFileType(id)) {
      return { file: fileOf(version, id), required: requiredEntitlements };
    }
    const artifact = await this.artifacts.ofVersion(version, id);
    const { file } = artifact;
    if (!file || (name !== undefined && name !== artifact.name)) {
      throw problem('ARTIFACT_NOT_FOUND');
    }
    return { file, required: [...requiredEntitlements, ...artifact.requiredEntitlements] };
  }

  private async verify(
    { key, device }: ProgramLicense,
    scope: VerificationScope,
    needsUsable: boolean,
  ): Promise<VerificationResult> {
    const result = await this.checking.checkDownload(key, device, scope);
    if (needsUsable && !result.usable) {
      throw new LicenseRefused(result.code, result);
    }
    return result;
  }
}

function isFileType(name: string): name is VersionFileType {
  return VERSION_FILES.some((type) => type === name);
}

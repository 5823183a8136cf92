import { Injectable } from '@nestjs/common';
import type { Page, PageRequest } from '../../common/pagination/page-request';
import type { VersionArtifact } from '../../catalog/versions/artifact.entity';
import { filesReach, fitting } from '../../catalog/artifacts/fitting-artifacts';
import { ArtifactsService } from '../../catalog/artifacts/artifacts.service';
import type { ProductVersion } from '../../catalog/versions/product-version.entity';
import { OfferedVersionsService } from '../../catalog/versions/offered-versions.service';
import { UpdatesService } from '../../catalog/versions/updates.service';
import { isRefusal, type Refusal } from '../rules/verdict';
import type { VersionReach } from '../../catalog/versions/version-reach';
import { type UpdateAccess, UpdateAccessService, type UpdateRequest } from './update-access.service';

export interface Release extends UpdateAccess {
  readonly version: ProductVersion;
  readonly isMandatory: boolean;
  /** Files for the program's platform; undefined if it asks for none. */
  readonly artifacts?: readonly VersionArtifact[];
}

/** A newer version that the program may not have. */
export interface VersionOutOfReach {
  readonly version: ProductVersion;
  readonly reason: Refusal | 'LICENSE_REQUIRED';
}

export interface CheckedUpdate extends UpdateAccess {
  /** Null if the program is up to date. */
  readonly release: Release | null;
  readonly outOfReach: VersionOutOfReach | null;
}

/** Versions for programs that update themselves. A license gets no version released after its updates end. */
@Injectable()
export class ProgramUpdatesService {
  constructor(
    private readonly access: UpdateAccessService,
    private readonly updates: UpdatesService,
    private readonly offers: OfferedVersionsService,
    private readonly artifacts: ArtifactsService,
  ) {}

  /** The version is mandatory if it or a version that it skips is. */
  async check(request: UpdateRequest, current: string): Promise<CheckedUpdate> {
    const access = await this.access.of(request);
    const { product, reach } = access;
    const within = request.target ? { ...reach, files: filesReach(request.target, { orNone: true }) } : reach;
    const version = await this.updates.offer(product, current, within);
    const outOfReach = await this.outOfReach(access, within, { version, current });
    if (!version) {
      return { ...access, release: null, outOfReach };
    }
    const upTo = { ...within, maxVersion: version.version };
    const isMandatory = await this.updates.mustUpdate(product.id, current, upTo);
    const artifacts = request.target && fitting(await this.artifacts.ofVersions([version]), request.target, current);
    return { ...access, release: { ...access, version, isMandatory, artifacts }, outOfReach };
  }

  private async outOfReach(
    { product, code, includesFiles }: UpdateAccess,
    reach: VersionReach,
    { version, current }: { readonly version: ProductVersion | null; readonly current: string },
  ): Promise<VersionOutOfReach | null> {
    if (!includesFiles) {
      const reason = code !== null && isRefusal(code) ? code : 'LICENSE_REQUIRED';
      return version && { version, reason };
    }
    const { releasedUntil } = reach;
    if (!releasedUntil) {
      return null;
    }
    const newer = { ...reach, releasedUntil: null, after: version?.version ?? current };
    const newest = await this.offers.latest(product.id, newer);
    const releasedAt = newest?.releasedAt ?? null;
    const isIncluded = releasedAt !== null && releasedAt <= releasedUntil;
    return newest && !isIncluded ? { version: newest, reason: 'UPDATES_ENDED' } : null;
  }

  async latest(request: UpdateRequest): Promise<Release> {
    const access = await this.access.of(request);
    return releaseOf(access, await this.updates.latestOf(access.product, access.reach));
  }

  /** @param q text in the reference or the version */
  async list(request: UpdateRequest, page: PageRequest, q?: string): Promise<Page<Release>> {
    const access = await this.access.of(request);
    const { rows, ...rest } = await this.offers.reachable(access.product.id, page, access.reach, q);
    return { ...rest, rows: rows.map((version) => releaseOf(access, version)) };
  }
}

function releaseOf(access: UpdateAccess, version: ProductVersion): Release {
  return { ...access, version, isMandatory: version.isMandatory };
}

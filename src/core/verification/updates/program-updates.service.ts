import { Injectable } from '@nestjs/common';
import type { Page, PageRequest } from '../../common/pagination/page-request';
import type { VersionArtifact } from '../../catalog/versions/artifact.entity';
import { filesReach, fitting, heldOf } from '../../catalog/artifacts/fitting-artifacts';
import { ArtifactsService } from '../../catalog/artifacts/artifacts.service';
import type { ProductVersion } from '../../catalog/versions/product-version.entity';
import { OfferedVersionsService } from '../../catalog/versions/offered-versions.service';
import { UpdatesService } from '../../catalog/versions/updates.service';
import { isRefusal, type Refusal } from '../rules/verdict';
import { lackedIn, type VersionReach } from '../../catalog/versions/version-reach';
import { type UpdateAccess, UpdateAccessService, type UpdateRequest } from './update-access.service';

export interface Release extends UpdateAccess {
  readonly version: ProductVersion;
  readonly isMandatory: boolean;
  /** Files for the program's platform; undefined if it asks for none. */
  readonly artifacts?: readonly VersionArtifact[];
  /** The program asks for files of a kind or with a label: the files of the whole version are left out. */
  readonly isOfArtifacts?: boolean;
}

/** A newer version that the program may not have. */
export interface VersionOutOfReach {
  readonly version: ProductVersion;
  readonly reason: Refusal | 'LICENSE_REQUIRED';
  /** Codes of the entitlements that the license lacks, with ENTITLEMENT_MISSING. */
  readonly missing?: readonly string[];
}

/** The version that comes next, and the one that the program may have. */
interface FoundVersion {
  readonly newest: ProductVersion | null;
  /** Codes of the entitlements without which the program may not have the newest one. */
  readonly missing: readonly string[];
  readonly version: ProductVersion | null;
  /** Files of the version for the program's platform; undefined if it asks for none. */
  readonly artifacts?: readonly VersionArtifact[];
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
    const found = await this.find(access, within, request, current);
    const outOfReach = await this.outOfReach(access, within, { ...found, current });
    const { version, artifacts } = found;
    if (!version) {
      return { ...access, release: null, outOfReach };
    }
    const upTo = { ...within, maxVersion: version.version };
    const isMandatory = await this.updates.mustUpdate(product.id, current, upTo);
    const isOfArtifacts = [request.target?.kind, request.target?.label].some((one) => one !== undefined);
    return { ...access, release: { ...access, version, isMandatory, artifacts, isOfArtifacts }, outOfReach };
  }

  /** Looks without regard to entitlements first: few versions require any. */
  private async find(
    { product }: UpdateAccess,
    within: VersionReach,
    { target }: UpdateRequest,
    current: string,
  ): Promise<FoundVersion> {
    const filesFor = async (version: ProductVersion | null): Promise<readonly VersionArtifact[] | undefined> =>
      version && target ? fitting(await this.artifacts.ofVersions([version]), target, current) : undefined;
    const newest = await this.updates.offer(product, current, { ...within, held: null });
    const files = await filesFor(newest);
    const missing = newest ? lackedBy(within, newest, files) : [];
    if (missing.length === 0) {
      return { newest, missing, version: newest, artifacts: files && heldOf(files, within) };
    }
    const version = await this.updates.offer(product, current, within);
    const ownFiles = await filesFor(version);
    return { newest, missing, version, artifacts: ownFiles && heldOf(ownFiles, within) };
  }

  private async outOfReach(
    { product, code, includesFiles }: UpdateAccess,
    reach: VersionReach,
    { newest: next, missing, version, current }: FoundVersion & { readonly current: string },
  ): Promise<VersionOutOfReach | null> {
    if (!includesFiles) {
      const reason = code !== null && isRefusal(code) ? code : 'LICENSE_REQUIRED';
      return next && { version: next, reason };
    }
    if (next && missing.length > 0) {
      return { version: next, reason: code === null ? 'LICENSE_REQUIRED' : 'ENTITLEMENT_MISSING', missing };
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

/** Codes that a program in reach lacks for the version, or for each of its files for the program's platform. */
function lackedBy(reach: VersionReach, version: ProductVersion, files: readonly VersionArtifact[] = []): string[] {
  const own = lackedIn(reach, version);
  const isWithoutFile = files.length > 0 && heldOf(files, reach).length === 0;
  const ofFiles = isWithoutFile ? files.flatMap((file) => lackedIn(reach, file)) : [];
  return [...new Set([...own, ...ofFiles])];
}

import { Injectable } from '@nestjs/common';
import { ArtifactsService } from '../../catalog/artifacts/artifacts.service';
import type { ArtifactKind, ProgramTarget } from '../../catalog/versions/artifact-target';
import { filesReach, fitting, heldOf } from '../../catalog/artifacts/fitting-artifacts';
import type { ProductVersion } from '../../catalog/versions/product-version.entity';
import { OfferedVersionsService } from '../../catalog/versions/offered-versions.service';
import { UpdatesService } from '../../catalog/versions/updates.service';
import { newestBefore, oldestOf, systemOf } from '../../catalog/versions/system-version';
import { semanticVersionOf } from '../../catalog/versions/semantic-version';
import { compareVersions } from '../../catalog/versions/version-order';
import { problem } from '../../common/errors/domain-error';
import { LicenseRefused } from '../rules/verification.errors';
import { DownloadTicketsService } from '../updates/download-tickets.service';
import { artifactUrl, ticketUrl } from '../updates/release-urls';
import { type UpdateAccess, UpdateAccessService, type UpdateRequest } from '../updates/update-access.service';
import type { Feed, FeedFile, FeedFormat, FeedVersion } from './feed';

export interface FeedRequest extends UpdateRequest {
  /** Version of the program; undefined if it compares versions itself. */
  readonly current?: string;
}

/** Versions before the newest one that a feed with deltas has. */
const MAX_EARLIER = 20;
const MAX_OLDER_SYSTEMS = 5;

/** Finds what a feed offers to a program: the same versions that `updates/check` does, as far as they have files for it. */
@Injectable()
export class UpdateFeedsService {
  constructor(
    private readonly access: UpdateAccessService,
    private readonly offers: OfferedVersionsService,
    private readonly updates: UpdatesService,
    private readonly artifacts: ArtifactsService,
    private readonly tickets: DownloadTicketsService,
  ) {}

  /** @param base URL of this server */
  async read(request: FeedRequest, format: FeedFormat, base: string): Promise<Feed> {
    const access = await this.access.of(request);
    if (!access.includesFiles && !format.isOpen) {
      throw access.code === null ? problem('LICENSE_HEADER_MISSING') : new LicenseRefused(access.code);
    }
    const { current } = request;
    const target = wantedFrom(format, request.target);
    const { product } = access;
    const reach = { ...access.reach, files: filesReach(target, { kinds: format.kinds }) };
    const offered = await (current === undefined
      ? this.offers.latest(product.id, reach)
      : this.updates.offer(product, current, reach));
    const newest = offered && (await this.readable(offered, access, format, reach));
    if (!newest) {
      return { product, versions: [], target };
    }
    const isMandatory =
      current === undefined
        ? newest.isMandatory
        : await this.updates.mustUpdate(product.id, current, { ...reach, maxVersion: newest.version });
    const earlier = format.hasEarlier
      ? await this.earlier(access, newest, reach, format)
      : await this.forOlderSystems(newest, { ...reach, after: current }, target, format);
    const files = await this.filesOf([newest, ...earlier], access, format.kinds, { ...request, target }, base);
    return {
      product,
      target,
      versions: files.map((one, index) => ({
        ...one,
        number: numberFor(format, one.version) ?? one.version.version,
        isMandatory: index === 0 ? isMandatory : one.version.isMandatory,
      })),
    };
  }

  /** The version, or the newest before it that the updaters can read. */
  private async readable(
    offered: ProductVersion,
    access: UpdateAccess,
    format: FeedFormat,
    reach: UpdateAccess['reach'],
  ): Promise<ProductVersion | undefined> {
    return numberFor(format, offered) === null ? (await this.earlier(access, offered, reach, format))[0] : offered;
  }

  /** The version before the newest ones may be the one of the program: its deltas lead to the newest. */
  private async earlier(
    { product }: UpdateAccess,
    newest: ProductVersion,
    reach: UpdateAccess['reach'],
    format: FeedFormat,
  ): Promise<ProductVersion[]> {
    const upTo = { ...reach, maxVersion: newest.version, exceptId: newest.id };
    const { rows } = await this.offers.reachable(product.id, { limit: MAX_EARLIER }, upTo);
    return rows
      .filter((version) => numberFor(format, version) !== null)
      .sort((one, other) => compareVersions(other.version, one.version));
  }

  /** For the systems that do not run the newest version, the newest ones that they run. Empty if the program says its system. */
  private async forOlderSystems(
    newest: ProductVersion,
    reach: UpdateAccess['reach'],
    target: ProgramTarget,
    { choosesBySystem, kinds }: FeedFormat,
  ): Promise<ProductVersion[]> {
    const versions: ProductVersion[] = [];
    let version: ProductVersion | null = choosesBySystem && !systemOf(target) ? newest : null;
    while (version && versions.length < MAX_OLDER_SYSTEMS) {
      const files = fitting(heldOf(await this.artifacts.ofVersions([version]), reach), target);
      const oldest = oldestOf(files.filter(({ kind }) => kind !== 'delta' && kinds.includes(kind)));
      const system = oldest === null ? undefined : newestBefore(oldest);
      const older = { ...reach, maxVersion: version.version, files: { ...filesReach(target, { kinds }), system } };
      version = system ? await this.offers.latest(version.productId, older) : null;
      versions.push(...(version ? [version] : []));
    }
    return versions;
  }

  private async filesOf(
    versions: readonly ProductVersion[],
    access: UpdateAccess,
    kinds: readonly ArtifactKind[],
    { target = {}, license, current }: FeedRequest,
    base: string,
  ): Promise<Pick<FeedVersion, 'version' | 'files'>[]> {
    const all = access.includesFiles ? heldOf(await this.artifacts.ofVersions(versions), access.reach) : [];
    const ticketOf = license && access.reach.subject?.license !== undefined ? await this.tickets.signer(access) : null;
    return Promise.all(
      versions.map(async (version) => {
        const own = all.filter(({ versionId, kind }) => versionId === version.id && kinds.includes(kind));
        const files = fitting(own, target, versions.length === 1 ? current : undefined).map(
          async (artifact): Promise<FeedFile> => {
            if (artifact.url !== null || ticketOf === null) {
              return { artifact, url: artifactUrl({ ...access, version }, artifact, base) };
            }
            const ticket = await ticketOf(artifact.uid);
            return { artifact, url: ticketUrl({ ...access, version }, artifact, ticket, base) };
          },
        );
        return { version, files: await Promise.all(files) };
      }),
    );
  }
}

function numberFor({ needsSemVer }: FeedFormat, { version }: ProductVersion): string | null {
  return needsSemVer ? semanticVersionOf(version) : version;
}

/** Updaters that read a format of their own know no labels. */
function wantedFrom({ listsLabels }: FeedFormat, target: ProgramTarget = {}): ProgramTarget {
  return listsLabels ? target : { ...target, label: target.label ?? '' };
}

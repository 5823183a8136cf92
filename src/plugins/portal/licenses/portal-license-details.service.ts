import { Injectable } from '@nestjs/common';
import { In, IsNull, type SelectQueryBuilder } from 'typeorm';
import {
  ArtifactsService,
  Entitlement,
  Meter,
  OfferedVersionsService,
  type ProductVersion,
  type VersionArtifact,
  VersionDownloadsService,
} from '../../../core/catalog';
import { heldOf, lackedIn } from '../../../core/catalog/internal';
import { Clock, problem } from '../../../core/common';
import { Activation, type LicenseSession } from '../../../core/licenses';
import { UnitOfWork } from '../../../core/platform';
import {
  AssessLicenseService,
  type CurrentBalance,
  type Download,
  ListSessionsService,
  UpdateAccessService,
} from '../../../core/verification';
import { type TransferAllowance, TransfersService, VerificationLogService } from '../../../core/verification/internal';
import type { OwnedLicense } from './portal-licenses.service';

/** Devices and sessions that a page shows. */
export const MAX_SHOWN = 100;
const MAX_VERSIONS = 20;

/** A meter in its current period, with its name. */
export interface OwnedMeter extends CurrentBalance {
  readonly name: string;
  readonly unit: string | null;
}

/** A version that the license covers, with its files. */
export interface OwnedVersion {
  readonly version: ProductVersion;
  readonly artifacts: readonly VersionArtifact[];
}

/** A version that needs entitlements which the license lacks. */
export interface VersionWithMore {
  readonly version: ProductVersion;
  /** Names of the entitlements. */
  readonly missing: readonly string[];
}

export interface OfferedToOwner {
  /** The newest first. */
  readonly versions: readonly OwnedVersion[];
  /** The newest one that needs more than the license has; null if there is none. */
  readonly withMore: VersionWithMore | null;
}

export interface LicenseDetails extends OfferedToOwner {
  readonly devices: readonly Activation[];
  /** Null if devices may be freed without a limit. */
  readonly allowance: TransferAllowance | null;
  readonly sessions: readonly LicenseSession[];
  readonly meters: readonly OwnedMeter[];
}

/** Data that belongs to a license of the signed-in customer. */
@Injectable()
export class PortalLicenseDetailsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly assessments: AssessLicenseService,
    private readonly transfers: TransfersService,
    private readonly sessions: ListSessionsService,
    private readonly access: UpdateAccessService,
    private readonly offers: OfferedVersionsService,
    private readonly artifacts: ArtifactsService,
    private readonly downloads: VersionDownloadsService,
    private readonly log: VerificationLogService,
  ) {}

  async read(owned: OwnedLicense): Promise<LicenseDetails> {
    const { license, behavior } = owned;
    const [devices, allowance, sessions, meters, offered] = await Promise.all([
      this.devicesOf(owned),
      this.transfers.allowance(license.id, behavior, this.clock.now()),
      license.maxSessions === null || owned.user ? [] : this.sessionsOf(owned),
      owned.user ? [] : this.metersOf(owned),
      this.versionsOf(owned),
    ]);
    return { devices, allowance, sessions, meters, ...offered };
  }

  /** An active device of the license. */
  async device(owned: OwnedLicense, uid: string): Promise<Activation> {
    const device = await this.activeDevices(owned).andWhere('activation.uid = :uid', { uid }).getOne();
    if (!device) {
      throw problem('ACTIVATION_NOT_FOUND');
    }
    return device;
  }

  /** The license is judged again, and the download logged. */
  async download(owned: OwnedLicense, version: string, file: string): Promise<Download> {
    const { license } = owned;
    const { versions } = await this.versionsOf(owned);
    const found = versions.find((one) => one.version.uid === version);
    const stored = file === 'main' ? found?.version.mainFile : found?.artifacts.find(({ uid }) => uid === file)?.file;
    if (!found || !stored) {
      throw problem('VERSION_NOT_FOUND');
    }
    const { id, key, uid } = license;
    await this.log.write({ operation: 'download', outcome: 'VALID', key, licenseId: id });
    return { file: stored, onSent: () => this.downloads.countSent(found.version.id, { license: uid }) };
  }

  private devicesOf(owned: OwnedLicense): Promise<Activation[]> {
    const newestFirst = { 'activation.lastSeenAt': 'DESC', 'activation.id': 'DESC' } as const;
    return this.activeDevices(owned).orderBy(newestFirst).take(MAX_SHOWN).getMany();
  }

  /** Active devices; for a named user, only those that the user uses. */
  private activeDevices({ license, user }: OwnedLicense): SelectQueryBuilder<Activation> {
    const where = { licenseId: license.id, deactivatedAt: IsNull() };
    const query = this.work.manager.createQueryBuilder(Activation, 'activation').where(where);
    return user ? query.andWhere(OF_USER, { user: user.id }) : query;
  }

  /** Running sessions. */
  async sessionsOf({ license }: OwnedLicense): Promise<readonly LicenseSession[]> {
    return (await this.sessions.list({ limit: MAX_SHOWN }, { license: license.uid, running: true })).rows;
  }

  private async metersOf({ license }: OwnedLicense): Promise<OwnedMeter[]> {
    const call = { key: license.key, request: { operation: 'check' } } as const;
    const { context } = await this.assessments.assess(call, { withMeters: true });
    const balances = context?.meters ?? [];
    const names = await this.work.manager.findBy(Meter, { id: In(balances.map(({ terms }) => terms.id)) });
    return balances.map((balance) => {
      const meter = names.find(({ id }) => id === balance.terms.id);
      return { ...balance, name: meter?.name ?? balance.code, unit: meter?.unit ?? null };
    });
  }

  /** None if the license cannot be used, unless the product's updates need none. */
  private async versionsOf({ license, product }: OwnedLicense): Promise<OfferedToOwner> {
    const none = { versions: [], withMore: null };
    if (!product.isActive) {
      return none;
    }
    const { reach, includesFiles } = await this.access.ofOwner(product, license.key);
    if (!includesFiles) {
      return none;
    }
    const { rows } = await this.offers.reachable(product.id, { limit: MAX_VERSIONS }, { ...reach, held: null });
    const versions = rows.filter((version) => lackedIn(reach, version).length === 0);
    const more = rows.find((version) => !versions.includes(version));
    const artifacts = versions.length === 0 ? [] : heldOf(await this.artifacts.ofVersions(versions), reach);
    return {
      versions: versions.map((version) => ({
        version,
        artifacts: artifacts.filter(({ versionId, kind }) => versionId === version.id && kind !== 'delta'),
      })),
      withMore: more ? { version: more, missing: await this.namesOf(product.id, lackedIn(reach, more)) } : null,
    };
  }

  private async namesOf(productId: number, codes: readonly string[]): Promise<string[]> {
    const found = await this.work.manager.findBy(Entitlement, { productId, code: In(codes) });
    return codes.map((code) => found.find((one) => one.code === code)?.name ?? code);
  }
}

const OF_USER = `EXISTS (
  SELECT FROM activation_users AS used WHERE used.activation_id = activation.id AND used.user_id = :user
)`;

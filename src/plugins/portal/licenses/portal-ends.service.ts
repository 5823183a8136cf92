import { Injectable } from '@nestjs/common';
import { In, IsNull, MoreThan } from 'typeorm';
import { Clock, PluginServices } from '../../../core/common';
import { LicenseSession } from '../../../core/licenses';
import { LicenseFilesService } from '../../../core/licensing';
import { UnitOfWork } from '../../../core/platform';
import type { PortalVisitor } from '../frame/portal-visitor';
import { LicenseAddition, type LicenseEnd } from './license-addition';
import { type OwnedLicense, PortalLicensesService } from './portal-licenses.service';

/** Ends that a page shows: those that come first. */
export const MAX_ENDS = 500;

/** Lists the ends of licenses that the signed-in customer manages, and of what belongs to them. */
@Injectable()
export class PortalEndsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly licenses: PortalLicensesService,
    private readonly files: LicenseFilesService,
    private readonly plugins: PluginServices,
  ) {}

  /** The first end first. */
  async list(visitor: PortalVisitor): Promise<LicenseEnd[]> {
    const now = this.clock.now();
    const managed = (await this.licenses.list(visitor)).filter(({ user, state }) => user === null && state.isUsable);
    const byId = new Map(managed.map((owned) => [owned.license.id, owned]));
    const ends = await Promise.all([
      this.filesOf(byId),
      this.borrowedOf(byId, now),
      ...this.plugins.all(LicenseAddition).map((addition) => addition.endsOf(managed, MAX_ENDS)),
    ]);
    return [...managed.flatMap(ownEnd), ...ends.flat()]
      .filter(({ at }) => at > now)
      .sort((one, other) => one.at.getTime() - other.at.getTime())
      .slice(0, MAX_ENDS);
  }

  private async filesOf(byId: ReadonlyMap<number, OwnedLicense>): Promise<LicenseEnd[]> {
    const files = await this.files.newestOffline([...byId.keys()], MAX_ENDS);
    return files.flatMap(({ licenseId, expiresAt: at, activation, fingerprint }) => {
      const owned = byId.get(licenseId);
      return owned ? [{ kind: 'file', at, name: activation?.name ?? fingerprint, owned }] : [];
    });
  }

  private async borrowedOf(byId: ReadonlyMap<number, OwnedLicense>, now: Date): Promise<LicenseEnd[]> {
    const sessions = await this.work.manager.find(LicenseSession, {
      where: { licenseId: In([...byId.keys()]), endedAt: IsNull(), borrowedUntil: MoreThan(now) },
      relations: { activation: true },
      order: { borrowedUntil: 'ASC', id: 'ASC' },
      take: MAX_ENDS,
    });
    return sessions.flatMap(({ licenseId, borrowedUntil: at, activation }) => {
      const owned = byId.get(licenseId);
      return owned && at
        ? [{ kind: 'borrowed', at, name: activation?.name ?? activation?.fingerprint ?? null, owned }]
        : [];
    });
  }
}

/** A subscription that renews ends its paid period. */
function ownEnd(owned: OwnedLicense): LicenseEnd[] {
  const { license, state } = owned;
  const kind = state.name === 'renews' ? 'subscription' : 'license';
  return license.expiresAt ? [{ kind, at: license.expiresAt, name: null, owned }] : [];
}

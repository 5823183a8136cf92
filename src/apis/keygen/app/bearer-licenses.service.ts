import { Injectable } from '@nestjs/common';
import { Clock, isProblem } from '../../../core/common';
import { LicensesService, type LicenseWithUsage } from '../../../core/licensing';
import { LicenseRefused, type VerdictCode } from '../../../core/verification';
import { isPastGrace } from '../../../core/verification/internal';

/** Licenses that authenticate requests by their keys. */
@Injectable()
export class BearerLicensesService {
  constructor(
    private readonly licenses: LicensesService,
    private readonly clock: Clock,
  ) {}

  /** Null for an unknown key. */
  async find(key: string): Promise<LicenseWithUsage | null> {
    try {
      return await this.licenses.getByKey(key);
    } catch (error) {
      if (isProblem(error, 'LICENSE_NOT_FOUND')) {
        return null;
      }
      throw error;
    }
  }

  /** Why the license authenticates no request but a deactivation; undefined if it does. */
  refusalOf({ license }: LicenseWithUsage): LicenseRefused | undefined {
    const now = this.clock.now();
    const verdicts: readonly (readonly [VerdictCode, boolean])[] = [
      ['REVOKED', license.revokedAt !== null],
      ['BLOCKED', license.blockedAt !== null],
      ['DISABLED', license.disabledAt !== null],
      ['NOT_STARTED', !license.hasStartedBy(now)],
      ['EXPIRED', this.hasLostAccess(license, now)],
    ];
    const [verdict] = verdicts.find(([, applies]) => applies) ?? [];
    return verdict && new LicenseRefused(verdict);
  }

  private hasLostAccess(license: LicenseWithUsage['license'], now: Date): boolean {
    const { behavior } = license;
    return behavior.expiryStrategy === 'revoke_access' && isPastGrace({ license, behavior }, now);
  }
}

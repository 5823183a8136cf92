import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { License } from '../../../core/licenses';
import { LicensesService, LicenseUsersService } from '../../../core/licensing';
import { UnitOfWork } from '../../../core/platform';
import { AssessLicenseService, mostOf, shownAmount } from '../../../core/verification';

/** A limit of a license of which more is in use: what a payment gave was used before it was taken back. */
export interface ExceededLimit {
  readonly limit: 'seats' | 'users' | 'sessions' | 'uses' | 'meter';
  /** Code of the meter. */
  readonly meter?: string;
  readonly used: number;
  readonly max: number;
}

export interface ExceededLicense {
  /** Uid. */
  readonly license: string;
  readonly exceeded: readonly ExceededLimit[];
}

/** Finds out what of a license is used beyond its limits. Nothing of it is freed by force. */
@Injectable()
export class ExceededLimitsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly licenses: LicensesService,
    private readonly users: LicenseUsersService,
    private readonly assessments: AssessLicenseService,
  ) {}

  /**
   * Runs a change of licenses, and tells which of their limits that it lowered are exceeded then.
   * @param ids of licenses that the caller has locked
   */
  async lowering<T>(
    ids: readonly number[],
    change: () => Promise<T>,
  ): Promise<{ readonly result: T; readonly exceeded: readonly ExceededLicense[] }> {
    const before = await this.limitsOf(ids);
    const result = await change();
    const after = await this.limitsOf(ids);
    const changed = [...after].filter(([id, limits]) => before.get(id) !== limits).map(([id]) => id);
    return { result, exceeded: await this.of(changed) };
  }

  /** Those of these licenses with a limit that is exceeded. @param ids numeric ids */
  async of(ids: readonly number[]): Promise<ExceededLicense[]> {
    const found: ExceededLicense[] = [];
    for (const id of ids) {
      const one = await this.ofLicense(id);
      if (one.exceeded.length > 0) {
        found.push(one);
      }
    }
    return found;
  }

  private async ofLicense(id: number): Promise<ExceededLicense> {
    const { license, use } = await this.licenses.get(id);
    const { maxActivations, maxUsers, maxSessions, usesLimit } = license;
    const users = maxUsers === null ? 0 : ((await this.users.latestOf(license, 1)).total ?? 0);
    const { meters, sessions } = await this.countersOf(license);
    const counted = [
      { limit: 'seats', used: use.seats, max: maxActivations },
      { limit: 'users', used: users, max: maxUsers },
      { limit: 'sessions', used: sessions, max: maxSessions },
      { limit: 'uses', used: use.uses, max: usesLimit },
      ...meters,
    ] as const;
    return {
      license: license.uid,
      exceeded: counted.flatMap(({ max, ...one }) => (max !== null && one.used > max ? { ...one, max } : [])),
    };
  }

  private async countersOf({ key, maxSessions, effectiveGrants }: License) {
    const withMeters = effectiveGrants.meters !== undefined;
    const withSessions = maxSessions !== null;
    if (!withMeters && !withSessions) {
      return { meters: [], sessions: 0 };
    }
    const call = { key, request: { operation: 'check' } } as const;
    const { context } = await this.assessments.assess(call, { withMeters, withSessions });
    const meters = (context?.meters ?? []).map((balance) => {
      const most = mostOf(balance);
      const max = most === null ? null : shownAmount(balance, most);
      return { limit: 'meter', meter: balance.code, used: shownAmount(balance, balance.used), max } as const;
    });
    return { meters, sessions: context?.sessionsRunning ?? 0 };
  }

  private async limitsOf(ids: readonly number[]): Promise<Map<number, string>> {
    const rows = ids.length === 0 ? [] : await this.work.manager.findBy(License, { id: In([...ids]) });
    return new Map(
      rows.map(({ id, maxActivations, maxUsers, maxSessions, usesLimit, effectiveGrants: { meters } }) => {
        return [id, JSON.stringify([maxActivations, maxUsers, maxSessions, usesLimit, meters])];
      }),
    );
  }
}

import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { productScope } from '../auth/caller';
import { Clock } from '../common/clock';
import { defined } from '../common/defined';
import { type Page, type PageRequest, readPage } from '../common/pagination/page-request';
import { UnitOfWork } from '../database/unit-of-work';
import { LicenseNotFound } from './license.errors';
import { License, type LicenseState } from './license.entity';

export type LicenseChange = Partial<
  Pick<
    License,
    | 'type'
    | 'typeLabel'
    | 'startsAt'
    | 'expiresAt'
    | 'durationDays'
    | 'updatesUntil'
    | 'supportUntil'
    | 'maxActivations'
    | 'maxUsers'
    | 'maxSessions'
    | 'usesLimit'
    | 'features'
    | 'allowedDomains'
    | 'allowedIps'
    | 'restrictedToEmail'
    | 'restrictedToClientName'
    | 'description'
    | 'metadata'
    | 'policyOverrides'
  >
> & { state?: LicenseState };

/** Seats and uses that a license has given away. */
export interface LicenseUse {
  readonly seats: number;
  readonly uses: number;
}

export interface UsedLicense {
  readonly license: License;
  readonly use: LicenseUse;
}

/** Licenses as they are: found, listed, changed, deleted. What they permit is decided elsewhere. */
@Injectable()
export class LicensesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  get(uid: string): Promise<UsedLicense> {
    return this.one(this.query().andWhere('license.uid = :uid', { uid }));
  }

  getByKey(key: string): Promise<UsedLicense> {
    return this.one(this.query().andWhere('license.key = :key', { key }));
  }

  async list(page: PageRequest): Promise<Page<UsedLicense>> {
    const { rows, ...rest } = await readPage(this.query(), page);
    return { ...rest, rows: await this.withUse(rows) };
  }

  change(uid: string, { state, ...change }: LicenseChange): Promise<UsedLicense> {
    return this.work.run(async () => {
      await this.lock(uid);
      const { license, use } = await this.get(uid);
      const now = this.clock.now();
      const changed = { ...defined(change), ...(state && stateColumns(state, now, license)), updatedAt: now };
      return { license: await this.work.update(eventOf(state, license), license, changed), use };
    });
  }

  /** With its activations; what was recorded of it stays. */
  async delete(uid: string): Promise<void> {
    await this.work.run(async () => {
      await this.lock(uid);
      const { license } = await this.get(uid);
      await this.work.remove('license.deleted', License, license);
    });
  }

  /** Makes changes of one license take turns with each other and with its activations. */
  private async lock(uid: string): Promise<void> {
    await this.work.manager.query(`SELECT id FROM licenses WHERE uid = $1 FOR NO KEY UPDATE`, [uid]);
  }

  /** What the caller may see: a key that is good for one product sees that product's licenses alone. */
  private query(): SelectQueryBuilder<License> {
    const query = this.work.manager
      .createQueryBuilder(License, 'license')
      .innerJoinAndSelect('license.product', 'product')
      .innerJoinAndSelect('license.policy', 'policy')
      .leftJoinAndSelect('license.customer', 'customer');
    const scope = productScope();
    return scope === undefined ? query : query.where('license.productId = :scope', { scope });
  }

  private async one(query: SelectQueryBuilder<License>): Promise<UsedLicense> {
    const license = await query.getOne();
    const [used] = license ? await this.withUse([license]) : [];
    if (!used) {
      throw new LicenseNotFound();
    }
    return used;
  }

  private async withUse(licenses: License[]): Promise<UsedLicense[]> {
    const counted = await this.work.manager.query<({ id: number } & LicenseUse)[]>(COUNT_USE, [
      licenses.map(({ id }) => id),
    ]);
    const useOf = new Map(counted.map(({ id, seats, uses }) => [id, { seats, uses }]));
    return licenses.map((license) => ({ license, use: useOf.get(license.id) ?? { seats: 0, uses: 0 } }));
  }
}

const COUNT_USE = `
  SELECT license_id AS id, count(*) FILTER (WHERE deactivated_at IS NULL) AS seats, count(*) AS uses
  FROM activations WHERE license_id = ANY ($1::bigint[]) GROUP BY license_id
`;

/** A change of state is told by its own name. */
function eventOf(state: LicenseState | undefined, license: License): string {
  if (state === undefined || state === license.state) {
    return 'license.updated';
  }
  return state === 'active' ? 'license.enabled' : `license.${state}`;
}

type StateColumns = Pick<License, 'disabledAt' | 'blockedAt' | 'revokedAt'>;

// A state that is set already keeps the moment since when it is.
export function stateColumns(state: LicenseState, now: Date, since?: StateColumns): StateColumns {
  return {
    disabledAt: state === 'disabled' ? (since?.disabledAt ?? now) : null,
    blockedAt: state === 'blocked' ? (since?.blockedAt ?? now) : null,
    revokedAt: state === 'revoked' ? (since?.revokedAt ?? now) : null,
  };
}

import { Injectable } from '@nestjs/common';
import { Calendar } from '../../common/calendar';
import { Clock } from '../../common/clock';
import { DomainError } from '../../common/errors/domain-error';
import type { Customer } from '../../customers/customers/customer.entity';
import { scoped } from '../../identity/permissions/scoped';
import { databaseJson } from '../../platform/database/database-json';
import { difference } from '../../platform/database/snapshot';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { EventName } from '../../platform/records/event-catalogue';
import { eventPayload } from '../../licenses/licenses/event-payload';
import { extended } from '../licenses/extend-license.service';
import { type LicenseUsage, loadRelations, UNUSED } from '../licenses/license-relations';
import { License } from '../../licenses/licenses/license.entity';
import { referencesKept } from '../../licenses/licenses/license.errors';

/** Licenses that one change may be about. */
export const MAX_CHANGED = 1_000;

export type BulkChange =
  | { readonly verb: 'disable' | 'enable' | 'revoke' }
  | { readonly verb: 'extend'; readonly days: number }
  | { readonly verb: 'assign'; readonly customer: Customer | null };

/** Why a license is left as it is. */
export type Obstacle = 'already' | 'blocked' | 'revoked' | 'never_expires' | 'too_long';

/** Result of a change of one license: new values of columns, or nothing for a reason. */
export interface PlannedChange {
  readonly license: License;
  readonly use: LicenseUsage;
  readonly columns?: Partial<License>;
  readonly obstacle?: Obstacle;
}

const EVENTS: Readonly<Record<BulkChange['verb'], EventName>> = {
  disable: 'license.disabled',
  enable: 'license.enabled',
  revoke: 'license.revoked',
  extend: 'license.extended',
  assign: 'license.updated',
};

/**
 * Changes many licenses at once, and previews what a change would do to each. Licenses that cannot change are left as they
 * are; all others change in one transaction. The number of statements does not depend on the number of licenses.
 */
@Injectable()
export class BulkChangesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly calendar: Calendar,
  ) {}

  /** @param ids numeric ids; unknown ones are ignored */
  async preview(ids: readonly number[], change: BulkChange): Promise<PlannedChange[]> {
    return this.plan(await this.query(ids).orderBy('license.id', 'DESC').getMany(), change);
  }

  /**
   * Returns the numeric ids of the licenses that were changed.
   * @param confirm throws if this is not the confirmed change; the licenses are locked meanwhile
   */
  apply(
    ids: readonly number[],
    change: BulkChange,
    confirm: (planned: readonly PlannedChange[]) => void = () => undefined,
  ): Promise<number[]> {
    return this.work.runSerialized('bulk licenses', async () => {
      // In id order, so that overlapping calls cannot deadlock.
      const licenses = await this.query(ids).orderBy('license.id').setLock('for_no_key_update').getMany();
      const planned = await this.plan(licenses, change);
      confirm(planned);
      const changes = planned.flatMap(({ license, columns }) => (columns ? [{ license, columns }] : []));
      const records = changes.map(({ license, columns }) => this.changed(license, columns, EVENTS[change.verb]));
      await this.write(changes.map(({ license }) => license));
      await this.work.record(records);
      return changes.map(({ license }) => license.id);
    });
  }

  private query(ids: readonly number[]) {
    const query = this.work.manager.createQueryBuilder(License, 'license').where('license.id = ANY (:ids)', { ids });
    return scoped(query, 'license.productId');
  }

  private async plan(licenses: readonly License[], change: BulkChange): Promise<PlannedChange[]> {
    const usage = await loadRelations(this.work.manager, licenses);
    const now = this.clock.now();
    return licenses.map((license) => {
      const outcome = this.outcomeOf(license, change, now);
      const use = usage.get(license.id) ?? UNUSED;
      return typeof outcome === 'string' ? { license, use, obstacle: outcome } : { license, use, columns: outcome };
    });
  }

  private outcomeOf(license: License, change: BulkChange, now: Date): Partial<License> | Obstacle {
    switch (change.verb) {
      case 'disable':
        return stopped(license) ?? (license.disabledAt ? 'already' : { disabledAt: now });
      case 'enable':
        return stopped(license) ?? (license.disabledAt ? { disabledAt: null } : 'already');
      case 'revoke':
        return license.revokedAt ? 'already' : { revokedAt: now };
      case 'extend':
        return this.extension(license, change.days, now);
      case 'assign':
        return assignment(license, change.customer);
    }
  }

  private extension(license: License, days: number, now: Date): Partial<License> | Obstacle {
    try {
      return extended(license, { days, basis: license.behavior.renewalBasis, now }, this.calendar);
    } catch (error) {
      if (error instanceof DomainError) {
        return error.kind === 'conflict' ? 'never_expires' : 'too_long';
      }
      throw error;
    }
  }

  private changed(license: License, columns: Partial<License>, event: EventName) {
    const before = this.work.snapshot(license);
    Object.assign(license, columns, { updatedAt: this.clock.now() });
    const changes = difference(before, this.work.snapshot(license));
    return this.work.changeRecord(event, license, changes.before, changes.after, eventPayload(license));
  }

  private async write(licenses: readonly License[]): Promise<void> {
    const rows = licenses.map(({ id, disabledAt, revokedAt, expiresAt, durationDays, customerId, updatedAt }) => ({
      ...{ id, disabled_at: disabledAt, revoked_at: revokedAt, expires_at: expiresAt },
      ...{ duration_days: durationDays, customer_id: customerId, updated_at: updatedAt },
    }));
    await referencesKept(this.work.manager.query(UPDATE_LICENSES, [databaseJson(rows)]));
  }
}

function stopped({ revokedAt, blockedAt }: License): Obstacle | undefined {
  if (revokedAt) {
    return 'revoked';
  }
  return blockedAt ? 'blocked' : undefined;
}

function assignment({ customerId }: License, customer: Customer | null): Partial<License> | Obstacle {
  return customerId === (customer?.id ?? null) ? 'already' : { customer, customerId: customer?.id ?? null };
}

const COLUMNS = ['disabled_at', 'revoked_at', 'expires_at', 'duration_days', 'customer_id', 'updated_at'];

const UPDATE_LICENSES = `
  UPDATE licenses AS l SET ${COLUMNS.map((column) => `${column} = changed.${column}`).join(', ')}
  FROM json_populate_recordset(NULL::licenses, $1::json) AS changed WHERE l.id = changed.id
`;

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Policy } from '../../catalog/policies/policy.entity';
import { scopeOf } from '../../identity/permissions/caller';
import { Calendar } from '../../common/calendar';
import { Clock } from '../../common/clock';
import { databaseJson } from '../../platform/database/prepared-statement';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { type ChangeRecord, difference, differs, type Snapshot } from '../../platform/database/change-record';
import { ResolveLicensesService } from '../../licenses/grants/resolve-licenses.service';
import { eventPayload } from '../../licenses/licenses/event-payload';
import { License } from '../../licenses/licenses/license.entity';
import { changedColumns } from './changed-columns';
import { type LicenseSelection, LicenseSelectionService } from './license-selection.service';
import { PolicyChange } from './policy-change.entity';

export const POLICY_CHANGE_LIMITS = {
  /** Licenses per transaction. */
  step: 1_000,
};
/** A change without progress for so long was interrupted. */
const STALLED_MS = 60_000;
/** Interrupted changes that one run continues. */
const CONTINUED = 10;

const DATES: readonly string[] = [
  'createdAfter',
  'createdBefore',
  'startsAfter',
  'startsBefore',
  'expiresAfter',
  'expiresBefore',
];

/**
 * Changes the policy of many licenses, in steps. Each step changes its licenses and remembers how far it came in one
 * transaction, so that a change that is interrupted goes on, and no license is changed twice.
 */
@Injectable()
export class RunPolicyChangesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly selected: LicenseSelectionService,
    private readonly resolution: ResolveLicensesService,
    private readonly calendar: Calendar,
    private readonly clock: Clock,
  ) {}

  /** Makes the change that the payload names or, without one, continues interrupted changes. */
  async run(payload: unknown): Promise<void> {
    const { change } = payload as { change?: unknown };
    for (const id of typeof change === 'number' ? [change] : await this.stalled()) {
      let hasMore = true;
      while (hasMore) {
        hasMore = await this.step(id);
      }
    }
  }

  /** Returns whether there is more to do. */
  private step(id: number): Promise<boolean> {
    return this.work.run(async (manager) => {
      const change = await manager.findOne(PolicyChange, { where: { id }, lock: { mode: 'for_no_key_update' } });
      if (!change || change.finishedAt) {
        return false;
      }
      // Neither changed nor deleted until the step is done.
      const policy = await manager.findOne(Policy, {
        where: { uid: change.policyUid },
        lock: { mode: 'pessimistic_read' },
      });
      if (!policy) {
        return this.proceed(change, { cursor: null, failure: 'The policy was deleted' });
      }
      const page = { limit: POLICY_CHANGE_LIMITS.step, after: change.cursor ?? undefined };
      const { rows, next } = await this.selected.page(selectionOf(change), page);
      const changed = await this.apply(change, policy, rows);
      const { done } = change;
      return this.proceed(change, { cursor: next, done: done + rows.length, changed: change.changed + changed });
    });
  }

  private async proceed(change: PolicyChange, progress: Partial<PolicyChange>): Promise<boolean> {
    const now = this.clock.now();
    const isOver = progress.cursor === null;
    const columns = { ...progress, continuedAt: now, finishedAt: isOver ? now : null };
    if (isOver) {
      await this.work.update('policy_change.finished', change, columns, { product_id: change.productId });
    } else {
      await this.work.manager.update(PolicyChange, change.id, columns);
    }
    return !isOver;
  }

  /** Returns the number of licenses that differ. */
  private async apply(change: PolicyChange, policy: Policy, selected: readonly License[]): Promise<number> {
    const { manager } = this.work;
    const licenses = await lock(manager, selected);
    const now = this.clock.now();
    const time = { now: change.createdAt, calendar: this.calendar };
    const changes = licenses
      .map((license) => ({ license, columns: changedColumns(license, policy, change, time) }))
      .filter(({ license, columns }) => differs(license, columns));
    const records = changes.map(({ license, columns }) => this.change(license, { ...columns, updatedAt: now }, change));
    const changed = changes.map(({ license }) => license);
    await manager.query(UPDATE_LICENSES, [databaseJson(changed.map((license) => this.rowOf(license)))]);
    await this.resolution.resolve(changed);
    await this.work.record(records);
    return changed.length;
  }

  private change(license: License, columns: Partial<License>, { uid }: PolicyChange): ChangeRecord {
    const before = this.work.snapshot(license);
    const changes = difference(before, this.work.snapshot(Object.assign(license, columns)));
    const payload = { ...eventPayload(license), policy_change: uid };
    return this.work.changeRecord('license.policy_changed', license, changes.before, changes.after, payload);
  }

  private rowOf(license: License): object {
    const snapshot: Snapshot = { ...this.work.snapshot(license), updated_at: license.updatedAt };
    return Object.fromEntries(['id', ...COLUMNS].map((column) => [column, snapshot[column]]));
  }

  private async stalled(): Promise<number[]> {
    const before = new Date(this.clock.now().getTime() - STALLED_MS);
    const rows = await this.work.manager.query<{ id: number }[]>(STALLED, [before, CONTINUED]);
    return rows.map(({ id }) => id);
  }
}

/** In id order, so that changes of the same licenses cannot deadlock. */
async function lock(manager: EntityManager, licenses: readonly License[]): Promise<License[]> {
  return manager
    .createQueryBuilder(License, 'license')
    .where('license.id = ANY (:ids)', { ids: licenses.map(({ id }) => id) })
    .orderBy('license.id')
    .setLock('for_no_key_update')
    .getMany();
}

function selectionOf({ filter, createdAt, ...change }: PolicyChange): LicenseSelection {
  const entries = Object.entries(filter).map(([name, value]) => [
    name,
    DATES.includes(name) && typeof value === 'string' ? new Date(value) : value,
  ]);
  return {
    filter: Object.fromEntries(entries) as LicenseSelection['filter'],
    scope: scopeOf(change),
    now: createdAt,
  };
}

const COLUMNS = [
  ...['policy_id', 'policy_version', 'max_activations', 'max_users', 'max_sessions', 'uses_limit', 'features'],
  ...['duration_days', 'duration_months', 'expiry_basis', 'expires_at', 'term_started_at', 'updated_at'],
];

const UPDATE_LICENSES = `
  UPDATE licenses AS l SET ${COLUMNS.map((column) => `${column} = changed.${column}`).join(', ')}
  FROM json_populate_recordset(NULL::licenses, $1::json) AS changed WHERE l.id = changed.id
`;

const STALLED = `
  SELECT id FROM policy_changes
  WHERE finished_at IS NULL AND coalesce(continued_at, created_at) < $1 ORDER BY id LIMIT $2
`;

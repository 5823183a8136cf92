import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import type { RenewalBasis } from '../../catalog/policies/behavior';
import { Policy } from '../../catalog/policies/policy.entity';
import { Calendar } from '../../common/calendar';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import { ResolveLicensesService } from '../../licenses/grants/resolve-licenses.service';
import { eventPayload } from '../../licenses/licenses/event-payload';
import { License } from '../../licenses/licenses/license.entity';
import { referencesKept } from '../../licenses/licenses/license.errors';
import type { BackgroundJob } from '../../platform/background-jobs/background-job.entity';
import { BackgroundJobKind, type RowResult } from '../../platform/background-jobs/background-job-kind';
import type { BackgroundJobRow } from '../../platform/background-jobs/background-job-row.entity';
import { databaseJson } from '../../platform/database/prepared-statement';
import { entityOfRow } from '../../platform/database/entity-of-row';
import { difference, type Snapshot } from '../../platform/database/change-record';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { ArchivedLicensesService } from '../licenses/archived-licenses.service';
import {
  ACTIONS,
  BULK_ACTIONS,
  type BulkAction,
  type BulkObstacle,
  CHANGED_COLUMNS,
  CHANGES_GRANTS,
  kindOf,
} from './bulk-action';
import { classify } from './bulk-obstacles';
import { plannedColumns } from './plan-bulk-change';

/** A locked license, as the database classifies it. */
interface LockedLicense {
  readonly license: License;
  readonly obstacle: BulkObstacle | null;
  readonly basis: RenewalBasis | null;
  readonly policyVersion: number | null;
}

interface PlannedRow {
  readonly row: BackgroundJobRow;
  readonly license: License;
  readonly columns: Partial<License>;
}

/** Changes the licenses of a job, and undoes such changes. */
@Injectable()
export class BulkLicensesJob extends BackgroundJobKind {
  readonly kinds = BULK_ACTIONS.map(kindOf);

  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly calendar: Calendar,
    private readonly resolution: ResolveLicensesService,
    private readonly archived: ArchivedLicensesService,
  ) {
    super();
  }

  canUndo(): boolean {
    return true;
  }

  runChunk(job: BackgroundJob, rows: readonly BackgroundJobRow[]): Promise<RowResult[]> {
    return this.work.run(async (manager) => {
      const change = job.parameters as BulkAction;
      if (change.action === 'delete' && job.undoOf !== null) {
        return this.restore(job, rows);
      }
      const now = this.clock.now();
      const found = await this.lock(manager, rows, change, now);
      const policy = await this.lockPolicy(manager, job, change);
      const plans = rows.map((row) => this.plan(row, found.get(row.targetId ?? 0), { job, change, policy, now }));
      const changing = plans.filter((plan) => 'columns' in plan);
      const left = plans.filter((plan) => 'outcome' in plan);
      return [...left, ...(await this.apply(manager, job, change, changing, now))];
    });
  }

  /** In id order, so that overlapping jobs cannot deadlock. */
  private async lock(
    manager: EntityManager,
    rows: readonly BackgroundJobRow[],
    change: BulkAction,
    now: Date,
  ): Promise<ReadonlyMap<number, LockedLicense>> {
    const { obstacle, basis, policyVersion, parameters } = classify(change, this.calendar.zone, now);
    const { entities, raw } = await manager
      .createQueryBuilder(License, 'license')
      .addSelect(obstacle, 'obstacle')
      .addSelect(basis, 'basis')
      .addSelect(policyVersion, 'policyVersion')
      .where('license.id = ANY (:ids)', { ...parameters, ids: rows.map(({ targetId }) => targetId) })
      .orderBy('license.id')
      .setLock(change.action === 'delete' ? 'pessimistic_write' : 'for_no_key_update')
      .getRawAndEntities<Omit<LockedLicense, 'license'>>();
    return new Map(
      entities.map((license, index) => {
        const { obstacle = null, basis = null, policyVersion = null } = raw[index] ?? {};
        return [license.id, { license, obstacle, basis, policyVersion }];
      }),
    );
  }

  /** Neither changed nor deleted until the chunk is done. */
  private async lockPolicy(
    manager: EntityManager,
    { undoOf }: BackgroundJob,
    { policy: named }: BulkAction,
  ): Promise<Policy | null> {
    if (!named || undoOf !== null) {
      return null;
    }
    const policy = await manager.findOne(Policy, { where: { id: named.id }, lock: { mode: 'pessimistic_read' } });
    if (!policy) {
      throw problem('POLICY_NOT_FOUND');
    }
    return policy;
  }

  private plan(
    row: BackgroundJobRow,
    found: LockedLicense | undefined,
    { job, change, policy, now }: { job: BackgroundJob; change: BulkAction; policy: Policy | null; now: Date },
  ): PlannedRow | RowResult {
    const leftAlone = (reason: string): RowResult => ({ position: row.position, outcome: 'left_alone', reason });
    if (!found) {
      return leftAlone('deleted');
    }
    const { license, obstacle, basis, policyVersion } = found;
    if (license.updatedAt.getTime() !== row.version.getTime()) {
      return leftAlone('changed_since');
    }
    if (job.undoOf !== null) {
      return this.isAsLeft(license, row)
        ? { row, license, columns: this.restored(row.after ?? {}) }
        : leftAlone('changed_since');
    }
    const context = { now, calendar: this.calendar, basis: basis ?? 'end', policyVersion, policy };
    return obstacle ? leftAlone(obstacle) : { row, license, columns: plannedColumns(license, change, context) };
  }

  /** A first activation may have started a term, which is not a change by somebody. */
  private isAsLeft(license: License, { before }: BackgroundJobRow): boolean {
    const current = this.work.snapshot(license);
    return Object.entries(before ?? {}).every(
      ([column, value]) => JSON.stringify(current[column]) === JSON.stringify(value),
    );
  }

  private restored(values: Snapshot): Partial<License> {
    const { dataSource } = this.work.manager;
    const license = entityOfRow(dataSource, License, values);
    const names = dataSource
      .getMetadata(License)
      .columns.filter(({ databaseName }) => databaseName in values)
      .map(({ propertyName }) => propertyName);
    return Object.fromEntries(Object.entries(license).filter(([name]) => names.includes(name)));
  }

  private async apply(
    manager: EntityManager,
    job: BackgroundJob,
    change: BulkAction,
    planned: readonly PlannedRow[],
    now: Date,
  ): Promise<RowResult[]> {
    if (planned.length === 0) {
      return [];
    }
    return change.action === 'delete' ? this.delete(job, planned) : this.update(manager, job, change, planned, now);
  }

  private async update(
    manager: EntityManager,
    job: BackgroundJob,
    { action }: BulkAction,
    planned: readonly PlannedRow[],
    now: Date,
  ): Promise<RowResult[]> {
    const { columns: recorded, event, undoEvent } = ACTIONS[action];
    const before = planned.map(({ license }) => this.work.snapshot(license));
    planned.forEach(({ license, columns }) => Object.assign(license, columns, { updatedAt: now }));
    const licenses = planned.map(({ license }) => license);
    const after = licenses.map((license) => this.work.snapshot(license));
    const written = after.map((snapshot) => ({ ...pick(snapshot, ['id', ...CHANGED_COLUMNS]), updated_at: now }));
    await referencesKept(manager.query(UPDATE_LICENSES, [databaseJson(written)]));
    if (CHANGES_GRANTS.has(action)) {
      await this.resolution.resolve(licenses);
    }
    await this.work.record(
      licenses.map((license, index) => {
        const changes = difference(before[index] ?? {}, after[index] ?? {});
        const name = job.undoOf === null ? event : undoEvent;
        return this.work.changeRecord(name, license, changes.before, changes.after, payloadOf(license, job));
      }),
    );
    return planned.map(({ row: { position } }, index) => ({
      position,
      outcome: 'changed',
      version: now,
      before: pick(before[index] ?? {}, recorded),
      after: pick(after[index] ?? {}, recorded),
    }));
  }

  /** Leaves alone what somebody has restored or deleted for good since, or what belongs to something that was deleted. */
  private async restore(job: BackgroundJob, rows: readonly BackgroundJobRow[]): Promise<RowResult[]> {
    const ids = rows.flatMap(({ targetId }) => targetId ?? []);
    const licenses = await this.archived.restorable(ids);
    await this.archived.restoreEach(licenses, { job: job.uid });
    const restored = new Map(licenses.map((license) => [license.id, license]));
    return rows.map(({ position, targetId }) => {
      const license = restored.get(targetId ?? 0);
      return license
        ? { position, outcome: 'changed', version: license.updatedAt }
        : { position, outcome: 'left_alone', reason: 'changed_since' };
    });
  }

  private async delete(job: BackgroundJob, planned: readonly PlannedRow[]): Promise<RowResult[]> {
    await this.archived.archive(
      planned.map(({ license }) => license),
      { job: job.uid },
    );
    return planned.map(({ row: { position } }) => ({ position, outcome: 'changed' }));
  }
}

function payloadOf(license: License, { uid }: BackgroundJob): Snapshot {
  return { ...eventPayload(license), job: uid };
}

function pick(snapshot: Snapshot, columns: readonly string[]): Snapshot {
  return Object.fromEntries(columns.map((column) => [column, snapshot[column]]));
}

const UPDATE_LICENSES = `
  UPDATE licenses AS l
  SET ${[...CHANGED_COLUMNS, 'updated_at'].map((column) => `${column} = changed.${column}`).join(', ')}
  FROM json_populate_recordset(NULL::licenses, $1::json) AS changed WHERE l.id = changed.id`;

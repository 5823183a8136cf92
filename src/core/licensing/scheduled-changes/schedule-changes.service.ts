import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { PoliciesService } from '../../catalog/policies/policies.service';
import { Clock } from '../../common/clock';
import { problem, referenced } from '../../common/errors/domain-error';
import { currentRequest } from '../../common/http/request-context';
import type { Page, PageRequest } from '../../common/pagination/page-request';
import { eventPayload } from '../../licenses/licenses/event-payload';
import { License } from '../../licenses/licenses/license.entity';
import { searchPattern } from '../../platform/database/like-pattern';
import { readPage } from '../../platform/database/read-page';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { originColumns } from '../../platform/records/request-origin';
import { type LicenseId, LicensesService, type LicenseWithUsage } from '../licenses/licenses.service';
import { ChangePolicyService } from '../policy-changes/change-policy.service';
import { ChangeLicensePolicyDto } from '../policy-changes/dto/policy-change.dto';
import type { LicensePreview } from '../policy-changes/preview-policy-change.service';
import { ApplyScheduledChangeService } from './apply-scheduled-change.service';
import { scheduledChangeRecord } from './scheduled-change-record';
import { PENDING } from '../licenses/license-relations';
import { ScheduledChange, type ScheduledChangeState } from './scheduled-change.entity';
import type { ScheduledAction, ScheduledOperation, ScheduledParams } from '../licenses/scheduled-params';

/** All given conditions must match. */
export interface ScheduledChangeFilter {
  readonly state?: readonly ScheduledChangeState[];
  /** Part of the reason or the reference. */
  readonly q?: string;
}

/** Schedules changes of licenses for a later date, lists and cancels them. */
@Injectable()
export class ScheduleChangesService {
  /** Pending changes that a license may have. */
  readonly maxPending: number = 50;

  constructor(
    private readonly work: UnitOfWork,
    private readonly licenses: LicensesService,
    private readonly policies: PoliciesService,
    private readonly policyChanges: ChangePolicyService,
    private readonly changes: ApplyScheduledChangeService,
    private readonly clock: Clock,
  ) {}

  /**
   * Refuses what would be refused today, with the same errors.
   * @param origin the changes that `cancelByOrigin` takes back together
   */
  schedule<Action extends ScheduledAction>(
    id: LicenseId,
    action: Action,
    params: ScheduledParams[Action],
    effectiveAt: Date,
    origin: string | null = null,
  ): Promise<ScheduledChange> {
    return this.licenses.runLocked(id, ({ license }) => this.add(license, { action, params, effectiveAt, origin }));
  }

  /** Schedules several operations for one date, all or none. The license is returned with its pending changes. */
  scheduleEach(id: LicenseId, operations: readonly ScheduledOperation[], effectiveAt: Date): Promise<LicenseWithUsage> {
    return this.licenses.runLocked(id, async ({ license }) => {
      for (const operation of operations) {
        await this.add(license, { ...operation, effectiveAt, origin: null });
      }
      return this.licenses.get(license.id);
    });
  }

  /** Returns what the change would do to the license of today. With `isDryRun`, nothing is scheduled. */
  schedulePolicy(
    id: LicenseId,
    params: ScheduledParams['change_policy'],
    { effectiveAt, isDryRun }: { readonly effectiveAt: Date; readonly isDryRun: boolean },
  ): Promise<LicensePreview> {
    return this.licenses.runLocked(id, async ({ license }) => {
      this.refusePast(effectiveAt);
      const input = { ...ChangeLicensePolicyDto.toInput(params), isDryRun: true };
      const preview = await this.policyChanges.change(license.id, input, effectiveAt);
      if (!isDryRun) {
        await this.add(license, { action: 'change_policy', params, effectiveAt, origin: null });
      }
      const { scheduledChanges } = (await this.licenses.get(license.id)).license;
      return { ...preview, license: Object.assign(preview.license, { scheduledChanges }) };
    });
  }

  /** Newest first; with `states`, only changes that are in one of them. */
  async list(
    id: LicenseId,
    page: PageRequest,
    { state: states = [], q }: ScheduledChangeFilter = {},
  ): Promise<Page<ScheduledChange>> {
    const { license } = await this.licenses.get(id);
    const query = this.work.manager
      .createQueryBuilder(ScheduledChange, 'change')
      .where('change.licenseId = :id', { id: license.id });
    if (states.length > 0) {
      query.andWhere(`(${states.map((state) => `(${CONDITIONS[state]})`).join(' OR ')})`);
    }
    if (q !== undefined) {
      query.andWhere('(change.reason ILIKE :q OR change.reference ILIKE :q)', { q: searchPattern(q) });
    }
    return readPage(query, page);
  }

  /** @param uid of a change of this license */
  cancel(id: LicenseId, uid: string): Promise<void> {
    return this.licenses.runLocked(id, async ({ license }) => {
      const where = { uid, licenseId: license.id };
      const change = await this.work.manager.findOne(ScheduledChange, { where, lock: { mode: 'for_no_key_update' } });
      if (!change) {
        throw problem('SCHEDULED_CHANGE_NOT_FOUND');
      }
      if (change.state !== 'pending') {
        throw problem('SCHEDULED_CHANGE_ENDED');
      }
      await this.end([change], [license]);
    });
  }

  /** Cancels the pending changes of an origin. Returns them; those that are done or failed stay as they are. */
  cancelByOrigin(origin: string): Promise<ScheduledChange[]> {
    return this.work.run(async (manager) => {
      const pending = await manager
        .createQueryBuilder(ScheduledChange, 'change')
        .where(`change.origin = :origin AND ${PENDING}`, { origin })
        .orderBy('change.id')
        .setLock('for_no_key_update')
        .getMany();
      await this.end(pending, await manager.findBy(License, { id: In(pending.map(({ licenseId }) => licenseId)) }));
      return pending;
    });
  }

  /** A deleted license is identified by its uid alone. */
  private async end(changes: readonly ScheduledChange[], licenses: readonly License[]): Promise<void> {
    const cancelledAt = this.clock.now();
    await this.work.manager.update(ScheduledChange, { id: In(changes.map(({ id }) => id)) }, { cancelledAt });
    await this.work.record(
      changes.map((change) => {
        const license = licenses.find(({ id }) => id === change.licenseId);
        const identity = license ? eventPayload(license) : { license_uid: change.licenseUid };
        return scheduledChangeRecord('license.scheduled_change_cancelled', change, identity);
      }),
    );
    changes.forEach((change) => Object.assign(change, { cancelledAt }));
  }

  /** The caller holds the lock of the license. */
  private async add<Action extends ScheduledAction>(
    license: License,
    requested: Requested<Action>,
  ): Promise<ScheduledChange> {
    const { effectiveAt, origin } = requested;
    this.refusePast(effectiveAt);
    await this.refuseTooMany(license);
    const { manager } = this.work;
    const params = await this.paramsOf(requested);
    await rehearse(manager, () => this.changes.apply(license.id, { action: requested.action, params }, effectiveAt));
    const { reason = null, reference = null } = currentRequest()?.changeReason ?? {};
    const change = await manager.save(
      manager.create(ScheduledChange, {
        licenseId: license.id,
        licenseUid: license.uid,
        action: requested.action,
        effectiveAt,
        origin,
        ...originColumns(),
        reason,
        reference,
        createdAt: this.clock.now(),
        params,
      }),
    );
    await this.work.record([scheduledChangeRecord('license.change_scheduled', change, eventPayload(license))]);
    return change;
  }

  /** A policy may have another name until then. */
  private async paramsOf<Action extends ScheduledAction>({
    action,
    params,
  }: Requested<Action>): Promise<ScheduledParams[Action]> {
    if (action !== 'change_policy' || !('policy' in params)) {
      return params;
    }
    const { uid } = await referenced('policy', this.policies.get(params.policy));
    return { ...params, policy: uid };
  }

  private refusePast(effectiveAt: Date): void {
    if (effectiveAt <= this.clock.now()) {
      throw problem('EFFECTIVE_AT_PAST');
    }
  }

  private async refuseTooMany({ id }: License): Promise<void> {
    const pending = await this.work.manager
      .createQueryBuilder(ScheduledChange, 'change')
      .where(`change.licenseId = :id AND ${PENDING}`, { id })
      .getCount();
    if (pending >= this.maxPending) {
      throw problem('TOO_MANY_SCHEDULED_CHANGES', { limit: this.maxPending });
    }
  }
}

interface Requested<Action extends ScheduledAction> {
  readonly action: Action;
  readonly params: ScheduledParams[Action];
  readonly effectiveAt: Date;
  readonly origin: string | null;
}

const CONDITIONS: Readonly<Record<ScheduledChangeState, string>> = {
  pending: PENDING,
  done: 'change.doneAt IS NOT NULL',
  failed: 'change.failedAt IS NOT NULL',
  cancelled: 'change.cancelledAt IS NOT NULL',
};

/** Makes a change and undoes it, in the transaction of the caller: it throws what the change would throw. */
async function rehearse(manager: EntityManager, change: () => Promise<void>): Promise<void> {
  await manager.query('SAVEPOINT rehearsal');
  try {
    await change();
  } finally {
    await manager.query('ROLLBACK TO SAVEPOINT rehearsal');
  }
}

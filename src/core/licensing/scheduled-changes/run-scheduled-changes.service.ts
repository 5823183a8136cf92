import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { DomainError, isProblem } from '../../common/errors/domain-error';
import { inRequest } from '../../common/http/request-context';
import { eventPayload } from '../../licenses/licenses/event-payload';
import { License } from '../../licenses/licenses/license.entity';
import { Archive } from '../../platform/archives/archive.entity';
import { ArchivesService } from '../../platform/archives/archives.service';
import type { Snapshot } from '../../platform/database/change-record';
import { isDatabaseAway, sqlStateOf } from '../../platform/database/database-error';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { takeTurn } from '../../platform/jobs/take-turn';
import { requestOf } from '../../platform/records/request-origin';
import { LicensesService } from '../licenses/licenses.service';
import { ApplyScheduledChangeService } from './apply-scheduled-change.service';
import { scheduledChangeRecord } from './scheduled-change-record';
import { PENDING } from '../licenses/license-relations';
import { MAX_FAILURE, ScheduledChange } from './scheduled-change.entity';

/** Changes that one statement looks up. */
const BATCH = 100;
/** A lock that was not released in time, and a deadlock. */
const LOCKED = ['55P03', '40P01'];

/** Code of a failure that is no refusal of a rule. */
const INTERNAL = 'INTERNAL_ERROR';

/**
 * Makes scheduled changes that are due, each with its mark in one transaction: it is made once, however many nodes try and
 * wherever one of them stops. Whoever locks a change holds the lock of its license before, so that nobody can deadlock.
 */
@Injectable()
export class RunScheduledChangesService implements OnModuleInit {
  private readonly logger = new Logger('ScheduledChanges');

  constructor(
    private readonly work: UnitOfWork,
    private readonly licenses: LicensesService,
    private readonly changes: ApplyScheduledChangeService,
    private readonly archives: ArchivesService,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.archives.onPurge(async (archiveIds) => {
      await this.work.manager.query(DELETE_PURGED, [archiveIds]);
    });
  }

  /** Makes the changes of one turn; the next run makes those that are left. */
  async run(): Promise<void> {
    await takeTurn(() => this.runBatch());
  }

  /** Returns whether there may be more to do. */
  private async runBatch(): Promise<boolean> {
    const due = await this.work.manager.query<DueRow[]>(DUE, [this.clock.now(), BATCH]);
    let ended = 0;
    for (const { id, license } of due) {
      ended += (await this.make(id, license)) ? 1 : 0;
    }
    return due.length === BATCH && ended > 0;
  }

  /** Returns whether the change has ended. */
  private async make(id: number, license: number): Promise<boolean> {
    try {
      return await this.licenses.runLocked(license, async (used) => {
        const change = await this.lockPending(id);
        if (change) {
          await inRequest(requestOf(change), () => this.apply(change, used.license));
        }
        return change !== null;
      });
    } catch (error) {
      if (mayPass(error)) {
        throw error;
      }
      return this.fail(id, error);
    }
  }

  private async apply(change: ScheduledChange, license: License): Promise<void> {
    const identity = eventPayload(license);
    await this.changes.apply(license.id, change, change.effectiveAt);
    await this.work.manager.update(ScheduledChange, change.id, { doneAt: this.clock.now() });
    await this.work.record([scheduledChangeRecord('license.scheduled_change_applied', change, identity)]);
  }

  /** Null if somebody else ends it, or if an earlier change of its license is yet to end. */
  private lockPending(id: number): Promise<ScheduledChange | null> {
    return this.work.manager
      .createQueryBuilder(ScheduledChange, 'change')
      .where(`change.id = :id AND ${PENDING} AND NOT EXISTS (${EARLIER})`, { id })
      .setLock('for_no_key_update')
      .setOnLocked('skip_locked')
      .getOne();
  }

  private fail(id: number, error: unknown): Promise<boolean> {
    return this.work.run(async (manager) => {
      const change = await this.lockPending(id);
      if (change) {
        const { code, message } = this.failureOf(error);
        await manager.update(ScheduledChange, id, {
          failedAt: this.clock.now(),
          failureCode: code,
          failure: message,
        });
        const identity = await this.identityOf(change);
        const remarks = { failure_code: code, failure: message };
        const record = inRequest(requestOf(change), () =>
          scheduledChangeRecord('license.scheduled_change_failed', change, identity, remarks),
        );
        await this.work.record([record]);
      }
      return change !== null;
    });
  }

  private failureOf(error: unknown): { readonly code: string; readonly message: string } {
    if (isProblem(error, 'LICENSE_NOT_FOUND')) {
      return { code: error.code, message: 'The license was deleted' };
    }
    if (error instanceof DomainError) {
      return { code: error.code, message: error.message.slice(0, MAX_FAILURE) };
    }
    this.logger.error(error);
    return { code: INTERNAL, message: 'Internal error: see the log of the server' };
  }

  /** A deleted license is identified by its archive. */
  private async identityOf({ licenseId, licenseUid }: ScheduledChange): Promise<Snapshot> {
    const { manager } = this.work;
    const license = await manager.findOneBy(License, { id: licenseId });
    const archive = license ? null : await manager.findOneBy(Archive, { kind: 'license', targetId: licenseId });
    return license ? eventPayload(license) : { license_uid: licenseUid, ...archive?.eventData };
  }
}

interface DueRow {
  readonly id: number;
  /** Numeric id of the license. */
  readonly license: number;
}

/** Whether a later run may succeed: the queue repeats it, and the change stays as it is. */
function mayPass(error: unknown): boolean {
  return error instanceof DomainError
    ? error.kind === 'unavailable' || error.kind === 'too-many'
    : isDatabaseAway(error) || LOCKED.includes(sqlStateOf(error));
}

const DUE = `
  SELECT id, license_id AS license FROM scheduled_changes
  WHERE ${PENDING} AND effective_at <= $1 ORDER BY effective_at, id LIMIT $2`;

const EARLIER = `
  SELECT FROM scheduled_changes AS earlier
  WHERE earlier.license_id = change.license_id AND ${PENDING.replaceAll(/\w+_at/g, 'earlier.$&')}
    AND (earlier.effective_at, earlier.id) < (change.effective_at, change.id)`;

const DELETE_PURGED = `
  DELETE FROM scheduled_changes USING archives
  WHERE archives.id = ANY ($1::bigint[]) AND archives.kind = 'license' AND scheduled_changes.license_id = archives.target_id`;

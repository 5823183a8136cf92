import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { difference } from '../../platform/database/change-record';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { scoped } from '../../identity/permissions/caller';
import { eventPayload } from '../../licenses/licenses/event-payload';
import { ArchivedLicensesService } from '../licenses/archived-licenses.service';
import { License } from '../../licenses/licenses/license.entity';
import { licensesNotFound, suspended } from '../../licenses/licenses/license.errors';

/** Limits concurrent bulk changes, which may wait for many locks. */
const TURN = 'bulk licenses';

/** Changes many licenses, all or none. The number of statements does not depend on the number of licenses. */
@Injectable()
export class BulkLicensesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly archived: ArchivedLicensesService,
  ) {}

  /** Returns the number of licenses, including those already enabled. Blocked and revoked licenses are refused. */
  enable(ids: readonly number[]): Promise<number> {
    return this.setDisabled(ids, false);
  }

  /** Returns the number of licenses, including those already disabled. Blocked and revoked licenses are refused. */
  disable(ids: readonly number[]): Promise<number> {
    return this.setDisabled(ids, true);
  }

  /** Also deletes their activations and releases their resources; audit entries and log records are kept. Returns the number of licenses. */
  delete(ids: readonly number[]): Promise<number> {
    return this.work.runSerialized(TURN, async () => {
      // The stronger lock at once: strengthening it later could deadlock.
      const licenses = await this.lock(ids, 'pessimistic_write');
      await this.archived.archive(licenses);
      return licenses.length;
    });
  }

  private setDisabled(ids: readonly number[], isDisabled: boolean): Promise<number> {
    return this.work.runSerialized(TURN, async () => {
      const licenses = await this.lock(ids, 'for_no_key_update');
      const refused = licenses.filter(({ blockedAt, revokedAt }) => blockedAt ?? revokedAt);
      if (refused.length > 0) {
        throw suspended(refused.map(({ id }) => id));
      }
      const changed = licenses.filter(({ disabledAt }) => (disabledAt !== null) !== isDisabled);
      await this.update(changed, isDisabled ? this.clock.now() : null);
      return licenses.length;
    });
  }

  private async update(licenses: readonly License[], disabledAt: Date | null): Promise<void> {
    await this.work.manager.query(
      `UPDATE licenses SET disabled_at = $2, updated_at = $3 WHERE id = ANY ($1::bigint[])`,
      [licenses.map(({ id }) => id), disabledAt, this.clock.now()],
    );
    const event = disabledAt ? 'license.disabled' : 'license.enabled';
    await this.work.record(
      licenses.map((license) => {
        const before = this.work.snapshot(license);
        const changes = difference(before, this.work.snapshot(Object.assign(license, { disabledAt })));
        return this.work.changeRecord(event, license, changes.before, changes.after, eventPayload(license));
      }),
    );
  }

  /** In id order, so that overlapping calls cannot deadlock. */
  private async lock(ids: readonly number[], mode: 'pessimistic_write' | 'for_no_key_update'): Promise<License[]> {
    const query = this.work.manager.createQueryBuilder(License, 'license').where('license.id = ANY (:ids)', { ids });
    const licenses = await scoped(query, 'license.productId').orderBy('license.id').setLock(mode).getMany();
    const found = new Set(licenses.map(({ id }) => id));
    const unknown = [...new Set(ids)].filter((id) => !found.has(id));
    if (unknown.length > 0) {
      throw licensesNotFound(unknown);
    }
    return licenses;
  }
}

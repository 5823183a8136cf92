import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import { scoped } from '../../identity/permissions/scoped';
import { ResolveLicensesService } from '../../licenses/grants/resolve-licenses.service';
import { GroupLimitsService } from '../../licenses/groups/group-limits.service';
import { eventPayload } from '../../licenses/licenses/event-payload';
import { License } from '../../licenses/licenses/license.entity';
import { fromArchive } from '../../platform/archives/archived-table';
import { ArchivesService } from '../../platform/archives/archives.service';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Snapshot } from '../../platform/database/snapshot';
import { conditionOf, type LicenseId } from './license-id-condition';
import { withRelations } from './license-relations';
import { LicenseResources } from './license-resources';
import type { LicenseWithUsage } from './licenses.service';

/** Deletes licenses so that they can be restored, and restores them. */
@Injectable()
export class ArchivedLicensesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly archives: ArchivesService,
    private readonly resources: LicenseResources,
    private readonly resolution: ResolveLicensesService,
    private readonly groups: GroupLimitsService,
  ) {}

  /**
   * Deletes licenses with their activations, and releases their resources. The caller holds their row locks.
   * @param data additional data of the events
   */
  async archive(licenses: readonly License[], data: Snapshot = {}): Promise<void> {
    await this.work.run(async (manager) => {
      const now = this.clock.now();
      await this.resources.releaseAllOf(licenses, now);
      const targets = licenses.map((row) => ({ row, data: eventPayload(row) }));
      await this.archives.archive('license', targets, now);
      await manager.query(`DELETE FROM licenses WHERE id = ANY ($1::bigint[])`, [licenses.map(({ id }) => id)]);
      await this.record('license.deleted', licenses, data);
    });
  }

  /** Throws LICENSE_NOT_FOUND if there is no deleted license that can be restored. */
  async get(id: LicenseId): Promise<LicenseWithUsage> {
    const [found] = await withRelations(this.work.manager, [await this.found(id)], true);
    if (!found) {
      throw problem('LICENSE_NOT_FOUND');
    }
    return found;
  }

  /** Returns the uid of the license. */
  restore(id: LicenseId): Promise<string> {
    return this.work.run(async () => {
      const archived = await this.found(id);
      if (archived.groupId !== null) {
        await this.groups.refuseTooManyLicenses(archived.groupId, 1);
      }
      await this.restoreEach([archived]);
      return archived.uid;
    });
  }

  /**
   * Restores licenses without a look at the limits of their groups.
   * @param data additional data of the events
   */
  async restoreEach(licenses: readonly License[], data: Snapshot = {}): Promise<void> {
    await this.work.run(async (manager) => {
      for (const license of licenses) {
        const { archivedAt } = await this.archives.restore('license', license.id);
        await this.resources.returnAllTo(license, archivedAt);
      }
      // The trial of a deleted license is over; this makes it follow its license again.
      await manager.query(`UPDATE licenses SET type = type WHERE id = ANY ($1::bigint[]) AND type = 'trial'`, [
        licenses.map(({ id }) => id),
      ]);
      await this.resolution.resolve(licenses);
      await this.record('license.restored', licenses, data);
    });
  }

  /** Makes the deletion of a license final. Whether there is one to restore. */
  async purge(id: LicenseId): Promise<boolean> {
    const archived = await this.query(id).getOne();
    await (archived ? this.archives.purge('license', archived.id) : undefined);
    return archived !== null;
  }

  private async found(id: LicenseId): Promise<License> {
    const archived = await this.query(id).getOne();
    if (!archived) {
      throw problem('LICENSE_NOT_FOUND');
    }
    return archived;
  }

  private query(id: LicenseId): SelectQueryBuilder<License> {
    const licenses = scoped(this.work.manager.createQueryBuilder(License, 'license'), 'license.productId');
    return fromArchive(licenses.andWhere(...conditionOf(id)));
  }

  private record(
    event: 'license.deleted' | 'license.restored',
    licenses: readonly License[],
    data: Snapshot,
  ): Promise<void> {
    const isDeleted = event === 'license.deleted';
    return this.work.record(
      licenses.map((license) => {
        const values = this.work.snapshot(license);
        const payload = { ...eventPayload(license), ...data };
        return this.work.changeRecord(event, license, isDeleted ? values : null, isDeleted ? null : values, payload);
      }),
    );
  }
}

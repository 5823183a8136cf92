import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import { scoped } from '../../identity/permissions/caller';
import { ResolveLicensesService } from '../../licenses/grants/resolve-licenses.service';
import { GroupLimitsService } from '../../licenses/group-limits/group-limits.service';
import { eventPayload } from '../../licenses/licenses/event-payload';
import { License } from '../../licenses/licenses/license.entity';
import { fromArchive } from '../../platform/archives/archived-table';
import { ArchivesService } from '../../platform/archives/archives.service';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Snapshot } from '../../platform/database/change-record';
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
      const targets = licenses.map((row) => ({ row, name: row.key, data: eventPayload(row) }));
      await this.archives.archive('license', targets, now);
      await manager.query(`DELETE FROM licenses WHERE id = ANY ($1::bigint[])`, [licenses.map(({ id }) => id)]);
      await this.record('license.deleted', licenses, data);
    });
  }

  /** Null if there is no deleted license that can be restored. */
  async find(id: string): Promise<LicenseWithUsage | null> {
    const license = await this.one(id);
    const [found] = license ? await withRelations(this.work.manager, [license], true) : [];
    return found ?? null;
  }

  /** Returns the uid of the license. */
  restore(id: string): Promise<string> {
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
    if (licenses.length === 0) {
      return;
    }
    await this.work.run(async (manager) => {
      const ids = licenses.map(({ id }) => id);
      for (const { targetId, archivedAt } of await this.archives.restore('license', ids)) {
        const license = licenses.find(({ id }) => id === targetId);
        if (license) {
          await this.resources.returnAllTo(license, archivedAt);
        }
      }
      // The trial of a deleted license is over; this makes it follow its license again.
      await manager.query(`UPDATE licenses SET type = type WHERE id = ANY ($1::bigint[]) AND type = 'trial'`, [ids]);
      await this.resolution.resolve(licenses);
      await this.record('license.restored', licenses, data);
    });
  }

  /** Makes the deletion of a license final. Whether there is one to restore. */
  async purge(id: string): Promise<boolean> {
    const archived = await this.one(id);
    if (archived) {
      await this.archives.purge('license', archived.id);
    }
    return archived !== null;
  }

  private async found(id: string): Promise<License> {
    const archived = await this.one(id);
    if (!archived) {
      throw problem('LICENSE_NOT_FOUND');
    }
    return archived;
  }

  /** Those of these deleted licenses that can be restored now, by their numeric ids, because what they belong to exists. */
  async restorable(ids: readonly number[]): Promise<License[]> {
    const archives = await this.archives.lock('license', ids);
    return this.query(archives.map(({ targetId }) => targetId))
      .andWhere(HAS_REFERENCES)
      .orderBy('license.id')
      .getMany();
  }

  private async one(id: string): Promise<License | null> {
    const number = await this.archives.find('license', id);
    return number === undefined ? null : this.query([number]).getOne();
  }

  private query(ids: readonly number[]): SelectQueryBuilder<License> {
    const query = this.work.manager.createQueryBuilder(License, 'license').where('license.id = ANY (:ids)', { ids });
    return fromArchive(scoped(query, 'license.productId'), 'license', { ids });
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

const HAS_REFERENCES = `
  EXISTS (SELECT FROM products WHERE products.id = license.product_id)
  AND EXISTS (SELECT FROM policies WHERE policies.id = license.policy_id)
  AND (license.customer_id IS NULL OR EXISTS (SELECT FROM customers WHERE customers.id = license.customer_id))
  AND (license.group_id IS NULL OR EXISTS (SELECT FROM groups WHERE groups.uid = license.group_id))`;

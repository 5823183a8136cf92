import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { Clock } from '../../core/common';
import { UnitOfWork } from '../../core/platform';
import { type ChangeRecord } from '../../core/platform/internal';
import { LicenseResources } from '../../core/licensing/internal';
import type { License } from '../../core/licenses';
import { allocated } from './allocated';
import { ResourceAllocation } from './resource-allocation.entity';
import { Resource, type ResourceId } from './resource.entity';
import { notAllocated } from './resource.errors';
import { ALLOCATIONS, ResourcesService } from './resources.service';

export const RELEASE_LIMITS = {
  /** A batch has as many: this limits the number of parameters of a statement. */
  resources: 1_000,
};

/** Takes resources back from the licenses that hold them. */
@Injectable()
export class ReleaseResourcesService extends LicenseResources {
  constructor(
    private readonly work: UnitOfWork,
    private readonly resources: ResourcesService,
    private readonly clock: Clock,
  ) {
    super();
  }

  /** Releases all or none; the number of statements does not depend on how many. Returns them as they are then. */
  release(ids: readonly ResourceId[]): Promise<Resource[]> {
    return this.work.runSerialized(ALLOCATIONS, async () => {
      const resources = await this.resources.getManyLocked(ids);
      const available = resources.filter(({ allocation }) => !allocation);
      if (available.length > 0) {
        throw notAllocated(available, ids);
      }
      await this.end(resources, this.clock.now());
      return this.resources.getMany(resources.map(({ id }) => id));
    });
  }

  override async releaseAllOf(licenses: readonly License[], at: Date): Promise<void> {
    const holders = new Set<number | null | undefined>(licenses.map(({ id }) => id));
    for (let hasMore = true; hasMore;) {
      const locked = await this.work.manager.query<{ id: number }[]>(LOCK_HELD, [
        [...holders],
        RELEASE_LIMITS.resources,
      ]);
      const resources = await this.resources.getMany(locked.map(({ id }) => id));
      // Read under the lock: another call may have released some while this one waited.
      await this.end(
        resources.filter(({ allocation }) => holders.has(allocation?.licenseId)),
        at,
      );
      hasMore = locked.length === RELEASE_LIMITS.resources;
    }
  }

  /** Continues the ended allocations. */
  override async returnAllTo(license: License, releasedAt: Date): Promise<void> {
    const { manager } = this.work;
    const rows = await manager.query<{ id: number }[]>(LOCK_RETURNED, [license.id, releasedAt]);
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) {
      return;
    }
    const [allocations] = await manager.query<[{ resource_id: number }[], number]>(CONTINUE, [
      license.id,
      releasedAt,
      ids,
    ]);
    const continued = allocations.map(({ resource_id }) => resource_id);
    await manager.update(Resource, { id: In(continued) }, { status: 'allocated', updatedAt: this.clock.now() });
    const resources = await this.resources.getMany(continued);
    await this.work.record(resources.map((resource) => this.work.changeRecord(...allocated(license, resource))));
  }

  /** The caller has locked the resources. */
  private async end(resources: readonly Resource[], now: Date): Promise<void> {
    if (resources.length === 0) {
      return;
    }
    const { manager } = this.work;
    const ids = resources.map(({ id }) => id);
    await manager.update(ResourceAllocation, { resourceId: In(ids), releasedAt: IsNull() }, { releasedAt: now });
    await manager.update(Resource, { id: In(ids) }, { status: 'available', updatedAt: now });
    await this.work.record(resources.map((resource) => this.changeRecord(resource)));
  }

  private changeRecord(resource: Resource): ChangeRecord {
    const { uid, type, identifier, allocation } = resource;
    const holder = { license_id: allocation?.licenseId, license_uid: allocation?.licenseUid };
    const data = { uid, type, identifier, ...holder, license_key: allocation?.licenseKey };
    return this.work.changeRecord(
      'resource.released',
      resource,
      { status: 'allocated', ...holder },
      { status: 'available' },
      data,
    );
  }
}

const LOCK_RETURNED = `
  SELECT id FROM resources
  WHERE status = 'available'
    AND id IN (SELECT resource_id FROM resource_allocations WHERE license_id = $1 AND released_at = $2)
  ORDER BY id FOR NO KEY UPDATE`;

const CONTINUE = `
  UPDATE resource_allocations SET released_at = NULL
  WHERE license_id = $1 AND released_at = $2 AND resource_id = ANY ($3::bigint[]) RETURNING resource_id`;

const LOCK_HELD = `
  SELECT id FROM resources
  WHERE id IN (SELECT resource_id FROM resource_allocations WHERE license_id = ANY ($1::bigint[]) AND released_at IS NULL)
  ORDER BY id LIMIT $2 FOR NO KEY UPDATE
`;

import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../../core/common';
import { UnitOfWork } from '../../core/platform';
import type { License } from '../../core/licenses';
import { type LicenseId, LicensesService } from '../../core/licensing';
import { ResourceAllocation } from './resource-allocation.entity';
import { Resource, type ResourceId } from './resource.entity';
import { allocated } from './allocated';
import { alreadyAllocated } from './resource.errors';
import { ALLOCATIONS, ResourcesService } from './resources.service';

/** Gives available resources to a license. */
@Injectable()
export class AllocateResourcesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly licenses: LicensesService,
    private readonly resources: ResourcesService,
    private readonly clock: Clock,
  ) {}

  /**
   * Allocates all or none; the number of statements does not depend on how many. The license is locked before the
   * resources, so that it is not deleted meanwhile.
   */
  allocate(license: LicenseId, ids: readonly ResourceId[]): Promise<Resource[]> {
    return this.work.runSerialized(ALLOCATIONS, () =>
      this.licenses.runLocked(license, async ({ license: holder }) => {
        const resources = await this.resources.getManyLocked(ids);
        const taken = resources.filter(({ status }) => status === 'allocated');
        if (taken.length > 0) {
          throw alreadyAllocated(taken, ids);
        }
        await this.hold(holder, resources);
        return this.resources.getMany(resources.map(({ id }) => id));
      }),
    );
  }

  private async hold(license: License, resources: readonly Resource[]): Promise<void> {
    const { manager } = this.work;
    const now = this.clock.now();
    const holder = { licenseId: license.id, licenseUid: license.uid, licenseKey: license.key };
    await manager.insert(
      ResourceAllocation,
      resources.map(({ id }) => ({ resourceId: id, ...holder, allocatedAt: now, releasedAt: null })),
    );
    const ids = resources.map(({ id }) => id);
    await manager.update(Resource, { id: In(ids) }, { status: 'allocated', updatedAt: now });
    await this.work.record(resources.map((resource) => this.work.changeRecord(...allocated(license, resource))));
  }
}

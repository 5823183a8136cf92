import { Injectable } from '@nestjs/common';
import type { License } from '../../core/licenses';
import { LicenseResources } from '../../core/licensing/internal';
import { UnitOfWork } from '../../core/platform';

const RELEASE = `
  WITH released AS (
    UPDATE resource_allocations SET released_at = $2
    WHERE license_id = ANY ($1::bigint[]) AND released_at IS NULL RETURNING resource_id
  )
  UPDATE resources SET status = 'available', updated_at = $2 WHERE id IN (SELECT resource_id FROM released)`;

/** Releases the resources of deleted licenses without events. They are available when the plug-in comes back. */
@Injectable()
export class ReleaseOnlyService extends LicenseResources {
  constructor(private readonly work: UnitOfWork) {
    super();
  }

  override async releaseAllOf(licenses: readonly License[], at: Date): Promise<void> {
    await this.work.manager.query(RELEASE, [licenses.map(({ id }) => id), at]);
  }

  override returnAllTo(): Promise<void> {
    return Promise.resolve();
  }
}

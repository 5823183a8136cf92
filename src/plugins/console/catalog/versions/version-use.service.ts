import { Injectable } from '@nestjs/common';
import { Clock, DAY } from '../../../../core/common';
import { UnitOfWork } from '../../../../core/platform';

/** Days in which a device must have been seen. */
const USE_DAYS = 30;
/** Bounds what the figures of one product cost. */
const MAX_DEVICES = 50_000;

export interface VersionUse {
  /** Versions by the number of devices that run them, most first. */
  readonly versions: readonly DevicesOfVersion[];
  /** Active devices, also those that reported no version. */
  readonly devices: number;
  /** More devices than were counted. */
  readonly isPartial: boolean;
}

export interface DevicesOfVersion {
  /** Version that the devices reported; null if they reported none. */
  readonly version: string | null;
  readonly devices: number;
}

/** Versions that the active devices of a product reported, counted over the devices seen in the last 30 days. */
@Injectable()
export class VersionUseService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @param productId numeric id of the product */
  async read(productId: number): Promise<VersionUse> {
    const since = new Date(this.clock.now().getTime() - USE_DAYS * DAY);
    const versions = await this.work.manager.query<DevicesOfVersion[]>(USE, [productId, since, MAX_DEVICES]);
    const devices = versions.reduce((sum, version) => sum + version.devices, 0);
    return { versions, devices, isPartial: devices >= MAX_DEVICES };
  }
}

const USE = `
  SELECT app_version AS version, count(*)::integer AS devices FROM (
    SELECT activation.app_version FROM (
      SELECT id FROM licenses WHERE product_id = $1 AND product_ids IS NULL
      UNION ALL
      SELECT license_id FROM license_products WHERE product_id = $1
    ) AS license
    JOIN activations activation ON activation.license_id = license.id
    WHERE activation.deactivated_at IS NULL AND activation.last_seen_at >= $2
    LIMIT $3
  ) AS device GROUP BY app_version ORDER BY count(*) DESC, app_version`;

import { Injectable } from '@nestjs/common';
import { Activation } from '../../licenses/activations/activation.entity';
import { changedSizes, type DeviceSize, type LicenseSizes } from '../../licenses/activations/device-size';
import { borrowingDevices } from '../../licenses/sessions/session-statements';
import type { PreparedStatement } from '../../platform/database/prepared-statement';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { LicenseContext } from '../rules/license-context';
import { deadBefore } from './license-context.loader';

interface SizesRow extends DeviceSize {
  readonly expiredCores: number;
  readonly expiredMemoryMb: number;
  readonly expiredDiskGb: number;
  readonly ownDiskGb: number | null;
}

/** Devices that have borrowed a session do not time out. */
const OTHER_SIZES: PreparedStatement = {
  name: 'read_license_sizes',
  text: `
    SELECT coalesce(sum(cores), 0)::bigint AS cores, coalesce(sum(memory_mb), 0)::bigint AS "memoryMb",
      coalesce(sum(disk_gb), 0)::bigint AS "diskGb",
      coalesce(sum(cores) FILTER (WHERE is_expired), 0)::bigint AS "expiredCores",
      coalesce(sum(memory_mb) FILTER (WHERE is_expired), 0)::bigint AS "expiredMemoryMb",
      coalesce(sum(disk_gb) FILTER (WHERE is_expired), 0)::bigint AS "expiredDiskGb",
      (SELECT disk_gb FROM activations WHERE id = $2) AS "ownDiskGb"
    FROM (
      SELECT cores, memory_mb, disk_gb,
        takes_seat AND last_seen_at < $4 AND id <> ALL (${borrowingDevices('$1', '$5')}) AS is_expired
      FROM activations
      WHERE license_id = $1 AND deactivated_at IS NULL AND id IS DISTINCT FROM $2
        AND coalesce(product_id, 0) = coalesce($3, 0)
    ) AS device`,
};

/** Sizes of the devices of a license together, which only licenses whose policy limits them read. */
@Injectable()
export class LicenseSizesService {
  constructor(private readonly work: UnitOfWork) {}

  /** Exact only if the caller holds the license's row lock. Seats per product count sizes per product, too. */
  async read({ license, behavior, activation, seatProductId }: LicenseContext, now: Date): Promise<LicenseSizes> {
    // Users release their seats, not those of devices.
    const expiredBefore = behavior.seatsPer === 'device' ? deadBefore(behavior, now) : null;
    const values = [license.id, activation?.id ?? null, seatProductId, expiredBefore, now];
    const [row] = await this.work.query<SizesRow>(OTHER_SIZES, values);
    if (!row) {
      throw new Error('Sums without a row');
    }
    const { expiredCores, expiredMemoryMb, expiredDiskGb, ownDiskGb, ...others } = row;
    return {
      others,
      expired: { cores: expiredCores, memoryMb: expiredMemoryMb, diskGb: expiredDiskGb },
      diskGb: ownDiskGb,
    };
  }

  /** Stores the size that an active device reports anew, if it counts in totals. The caller holds the license's row lock. */
  async record(context: LicenseContext, reported: Partial<DeviceSize>): Promise<void> {
    const { activation } = context;
    const changed = changedSizes(context, reported);
    if (activation && Object.keys(changed).length > 0) {
      await this.work.manager.update(Activation, activation.id, changed);
      Object.assign(activation, changed);
    }
  }
}

import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { License } from '../licenses/license.entity';

/** Where a license was last seen. */
export interface LicenseDevice {
  /** Of the devices that sit there now, the one seen last; null where none does. */
  readonly fingerprint: string | null;
  /** By any device, also one that has left. */
  readonly lastSeenAt: Date;
}

/** For doors that know one device to a license. */
@Injectable()
export class LicenseDevicesService {
  constructor(private readonly work: UnitOfWork) {}

  /** By the license's id; those that were never activated are missing. */
  async of(licenses: readonly License[]): Promise<ReadonlyMap<number, LicenseDevice>> {
    const rows = await this.work.manager.query<(LicenseDevice & { id: number })[]>(LAST_SEEN, [
      licenses.map(({ id }) => id),
    ]);
    return new Map(rows.map(({ id, ...device }) => [id, device]));
  }
}

const LAST_SEEN = `
  SELECT license_id AS id,
         max(last_seen_at) AS "lastSeenAt",
         (array_agg(fingerprint ORDER BY last_seen_at DESC, id DESC) FILTER (WHERE deactivated_at IS NULL))[1] AS fingerprint
  FROM activations WHERE license_id = ANY ($1::bigint[]) GROUP BY license_id
`;

import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { License } from '../licenses/license.entity';

/** Last seen device of a license. */
export interface LicenseDevice {
  /** Last seen active device; null if no device is active. */
  readonly fingerprint: string | null;
  /** Includes inactive devices. */
  readonly lastSeenAt: Date;
}

/** For APIs that show one device per license. */
@Injectable()
export class LicenseDevicesService {
  constructor(private readonly work: UnitOfWork) {}

  /** Keyed by license id; licenses that were never activated are omitted. */
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

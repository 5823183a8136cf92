import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { LicenseContext } from '../rules/license-context';
import type { Activation } from '../../licenses/activations/activation.entity';
import type { Device } from '../../licenses/activations/device';
import { COMPONENT_VALUE, newestReturns } from '../../licenses/activations/device-value.entity';

/** Replaced components that are remembered of a device, the newest. */
const MAX_REMEMBERED = 40;

/** Stores the components by which the policy recognizes devices. */
@Injectable()
export class DeviceComponentsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Replaces the components of an active device if it reported others. The caller holds the license's row lock. */
  async updateComponents(
    context: LicenseContext,
    activation: Activation | null,
    device: Device | undefined,
  ): Promise<void> {
    if (context.componentsChanged && activation && device?.components) {
      const names = (device.componentNames ?? []).map((name) => name.replaceAll('\0', ''));
      await this.work.query(REPLACE, [activation.id, activation.licenseId, device.components, names, this.clock.now()]);
    }
  }
}

// Replaced components are remembered: one that comes back and replaces another one is a return.
const REPLACE = {
  name: 'replace_components',
  text: `
    WITH replaced AS (
      DELETE FROM activation_components WHERE activation_id = $1 AND hash <> ALL ($3::text[]) RETURNING hash
    ), added AS (
      INSERT INTO activation_components (activation_id, license_id, hash)
      SELECT $1, $2, hash FROM unnest($3::text[]) AS hash
      ON CONFLICT DO NOTHING RETURNING hash
    ), returned AS (
      UPDATE device_values AS v
      SET name = part.name, returned_at = ${newestReturns('v.returned_at || $5::timestamptz')}
      FROM unnest($3::text[], $4::text[]) AS part(hash, name)
      WHERE v.activation_id = $1 AND v.kind = '${COMPONENT_VALUE}' AND v.value = part.hash
        AND part.hash IN (SELECT hash FROM added) AND EXISTS (SELECT FROM replaced)
    ), forgotten AS (
      DELETE FROM device_values WHERE activation_id = $1 AND kind = '${COMPONENT_VALUE}' AND value IN (
        SELECT value FROM device_values
        WHERE activation_id = $1 AND kind = '${COMPONENT_VALUE}' AND value <> ALL ($3::text[])
          AND value NOT IN (SELECT hash FROM replaced)
        ORDER BY seen_at DESC OFFSET ${MAX_REMEMBERED}
      )
    )
    INSERT INTO device_values (activation_id, kind, value, seen_at)
    SELECT $1, '${COMPONENT_VALUE}', hash, $5 FROM replaced
    ON CONFLICT (activation_id, kind, value) DO UPDATE SET seen_at = excluded.seen_at`,
};

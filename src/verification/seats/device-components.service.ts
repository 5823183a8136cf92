import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { LicenseContext } from '../rules/license-context';
import type { Activation } from '../../licenses/activations/activation.entity';
import type { Device } from '../../licenses/activations/device';

/** Stores the components by which the policy recognizes devices. */
@Injectable()
export class DeviceComponentsService {
  constructor(private readonly work: UnitOfWork) {}

  /** Replaces the components of an active device if it reported others. The caller holds the license's row lock. */
  async updateComponents(
    context: LicenseContext,
    activation: Activation | null,
    device: Device | undefined,
  ): Promise<void> {
    if (context.componentsChanged && activation && device?.components) {
      await this.work.query(REPLACE, [activation.id, activation.licenseId, device.components]);
    }
  }
}

const REPLACE = {
  name: 'replace_components',
  text: `
    WITH replaced AS (
      DELETE FROM activation_components WHERE activation_id = $1 AND hash <> ALL ($3::text[])
    )
    INSERT INTO activation_components (activation_id, license_id, hash)
    SELECT $1, $2, hash FROM unnest($3::text[]) AS hash
    ON CONFLICT DO NOTHING`,
};

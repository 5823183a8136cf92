import { Injectable } from '@nestjs/common';
import { foldedAddress, problem } from '../../../core/common';
import { type Activated, ActivateLicenseService, LicenseRefused } from '../../../core/verification';
import { FindOrCreateCustomersService } from '../../../core/customers';
import { UnitOfWork } from '../../../core/platform';
import { type License } from '../../../core/licenses';
import { changeQueueKey } from '../../../core/licenses/internal';
import { LicensesService } from '../../../core/licensing';
import { SystemsService } from './systems.service';

/** A description `email:<address>` reserves a license for that address. */
const RESERVATION = /^\s*email:\s*(\S+)\s*$/i;

/** Activation by a person, who becomes the license's customer with the first activation. */
@Injectable()
export class ClaimLicenseService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly activating: ActivateLicenseService,
    private readonly customers: FindOrCreateCustomersService,
    private readonly licenses: LicensesService,
    private readonly systems: SystemsService,
  ) {}

  /** Idempotent for the same person and system. A license in use is refused to anyone else. */
  claim(key: string, email: string, fingerprint: string): Promise<License> {
    return this.work.runSerialized(changeQueueKey(key), async () => {
      const { license } = await this.activate(key, email, fingerprint);
      const owned = await this.assignCustomer(email, license);
      await this.systems.assign(owned, fingerprint);
      // A program that activates with a retired key must not learn the current one.
      return Object.assign(owned, { key });
    });
  }

  private async activate(key: string, email: string, fingerprint: string): Promise<Activated> {
    try {
      return await this.activating.activate(
        key,
        { fingerprint },
        {
          activatingEmail: foldedAddress(email),
          reservation: RESERVATION,
        },
      );
    } catch (error) {
      throw error instanceof LicenseRefused && error.verdict === 'NOT_FOUND' ? problem('LICENSE_KEY_UNKNOWN') : error;
    }
  }

  // After the license was locked and verified, so that unauthenticated callers cannot create customers.
  private async assignCustomer(email: string, { id }: Pick<License, 'id'>): Promise<License> {
    const customer = await this.customers.findOrCreateByEmail(email);
    const { license } = await this.licenses.update(id, ({ customerId }) =>
      customerId === customer.id ? null : { event: 'license.updated', change: { customer, customerId: customer.id } },
    );
    return license;
  }
}

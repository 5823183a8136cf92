import { Injectable } from '@nestjs/common';
import { ActivateLicenseService, type Activated } from '../../../licensing/activations/activate-license.service';
import { LicenseRefused } from '../../../licensing/activations/activation.errors';
import { DomainError } from '../../../common/errors/domain-error';
import { CustomersService } from '../../../customers/customers/customers.service';
import { UnitOfWork } from '../../../platform/database/unit-of-work';
import { changesOf } from '../../../licensing/licenses/license-turns';
import type { License } from '../../../licensing/licenses/license.entity';
import { LicensesService } from '../../../licensing/licenses/licenses.service';
import { SystemsService } from './systems.service';

/** Who activates says which key it is; that there is none such is then a mistake in the request. */
export class UnknownLicenseKey extends DomainError {
  readonly code = 'UNKNOWN_LICENSE_KEY';
  readonly kind = 'invalid';
  override readonly isRecorded = true;

  constructor() {
    super('There is no license with this key');
  }
}

/** Activation by people: a license becomes theirs with the first system that they activate it on. */
@Injectable()
export class ClaimLicenseService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly activating: ActivateLicenseService,
    private readonly customers: CustomersService,
    private readonly licenses: LicensesService,
    private readonly systems: SystemsService,
  ) {}

  /** The same person on the same system changes nothing. To everybody else, a license that is in use is taken. */
  claim(key: string, email: string, fingerprint: string): Promise<License> {
    return this.work.runInTurn(changesOf(key), async () => {
      const { license } = await this.activate(key, email, fingerprint);
      const owned = await this.giveTo(email, license);
      await this.systems.place(owned, fingerprint);
      return owned;
    });
  }

  private async activate(key: string, email: string, fingerprint: string): Promise<Activated> {
    try {
      return await this.activating.activate(key, { fingerprint }, { activatingEmail: email.toLowerCase() });
    } catch (error) {
      throw error instanceof LicenseRefused && error.verdict === 'NOT_FOUND' ? new UnknownLicenseKey() : error;
    }
  }

  // After the license was locked, and only once it may be used: strangers make no customers.
  private async giveTo(email: string, { id }: License): Promise<License> {
    const customer = await this.customers.findOrCreateByEmail(email);
    const { license } = await this.licenses.update(id, ({ customerId }) =>
      customerId === customer.id ? null : { event: 'license.updated', change: { customer, customerId: customer.id } },
    );
    return license;
  }
}

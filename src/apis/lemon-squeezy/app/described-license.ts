import type { Activation } from '../../../licenses/activations/activation.entity';
import type { LicenseWithUsage } from '../../../licensing/licenses/licenses.service';
import type { LicenseSale } from '../../../licenses/sales/license-sales';
import { LicenseRefused } from '../../../verification/rules/verification.errors';

/** All that an answer says of a license. */
export interface DescribedLicense extends LicenseWithUsage {
  /** Null for a license that was not sold. */
  readonly sale: LicenseSale | null;
}

export interface Instance extends DescribedLicense {
  readonly activation: Activation;
}

/** A refusal of a license that the answer describes. */
export class DescribedRefusal extends LicenseRefused {
  constructor(
    { verdict, license, seatsTaken }: LicenseRefused,
    readonly described: DescribedLicense,
    readonly at: Date,
  ) {
    super(verdict, { license, seatsTaken });
  }
}

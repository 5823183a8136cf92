import type { Activation, LicenseSale } from '../../../core/licenses';
import type { LicenseWithUsage } from '../../../core/licensing';
import { LicenseRefused } from '../../../core/verification';

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

import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import type { License } from '../licenses/license.entity';
import { evaluate } from './evaluate';
import { LicenseContextLoader } from './license-context.loader';

@Injectable()
export class ActivationEligibilityService {
  constructor(
    private readonly contexts: LicenseContextLoader,
    private readonly clock: Clock,
  ) {}

  /** Whether a new device could activate the license from an allowed domain and address. */
  async canActivate({ key }: License): Promise<boolean> {
    const context = await this.contexts.find(key, undefined);
    return evaluate(context, { operation: 'activate' }, this.clock.now()).usable;
  }
}

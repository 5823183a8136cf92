import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import type { License } from '../licenses/license.entity';
import { evaluate } from './evaluate';
import { LicenseContextLoader } from './license-context.loader';

/** What would happen, without it happening. */
@Injectable()
export class ActivationEligibilityService {
  constructor(
    private readonly lookup: LicenseContextLoader,
    private readonly clock: Clock,
  ) {}

  /** Whether the license would take a device that it has never seen, from a place that it allows. */
  async canActivate({ key }: License): Promise<boolean> {
    const found = await this.lookup.find(key, undefined);
    return evaluate(found, { operation: 'activate' }, this.clock.now()).usable;
  }
}

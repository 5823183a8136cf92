import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock';
import type { License } from '../licenses/license.entity';
import { decide } from './decide';
import { LicenseLookup } from './license-lookup';

/** What would happen, without it happening. */
@Injectable()
export class FutureActivations {
  constructor(
    private readonly lookup: LicenseLookup,
    private readonly clock: Clock,
  ) {}

  /** Whether the license would take a device that it has never seen, from a place that it allows. */
  async areOpenTo({ key }: License): Promise<boolean> {
    const found = await this.lookup.find(key, undefined);
    return decide(found, { asks: 'activate' }, this.clock.now()).usable;
  }
}

import { Injectable } from '@nestjs/common';
import { LicenseRule } from '../../core/verification';
import { RelayPoolService } from './relay-pool.service';

/** Refuses everything once the pool has ended, is released, or the clock was set back: also what the policy would still allow. */
@Injectable()
export class PoolEndRule extends LicenseRule {
  readonly code = 'EXPIRED';

  constructor(private readonly pool: RelayPoolService) {
    super();
  }

  appliesTo(): boolean {
    return !this.pool.isOpen;
  }

  refuses(): boolean {
    return true;
  }
}

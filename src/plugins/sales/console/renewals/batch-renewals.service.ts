import { Injectable } from '@nestjs/common';
import { currentCaller, isPermitted } from '../../../../core/identity';
import { BatchRenewals } from '../../../../pages/kit/batch-renewals';
import { renewalsPath } from './renewal-paths';

@Injectable()
export class BatchRenewalsService extends BatchRenewals {
  path(batch: string): string | null {
    return isPermitted(currentCaller(), 'orders:read') ? renewalsPath({ batch }) : null;
  }
}

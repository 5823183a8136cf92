import { Injectable } from '@nestjs/common';
import type { License } from '../../../core/licenses/licenses/license.entity';
import { AssessLicenseService } from '../../../core/verification/assessment/assess-license.service';

@Injectable()
export class ActivationEligibilityService {
  constructor(private readonly assessments: AssessLicenseService) {}

  /** Whether a new device could activate the license from an allowed domain and address. */
  async canActivate({ key }: License): Promise<boolean> {
    const { usable } = await this.assessments.assess({ key, request: { operation: 'activate' } });
    return usable !== null;
  }
}

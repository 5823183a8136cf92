import { Injectable } from '@nestjs/common';
import type { License } from '../../../core/licenses';
import { AssessLicenseService } from '../../../core/verification';

@Injectable()
export class ActivationEligibilityService {
  constructor(private readonly assessments: AssessLicenseService) {}

  /** Whether a new device could activate the license from an allowed domain and address. */
  async canActivate({ key }: License): Promise<boolean> {
    const { usable } = await this.assessments.assess({ key, request: { operation: 'activate' } });
    return usable !== null;
  }
}

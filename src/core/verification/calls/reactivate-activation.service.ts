import { Injectable } from '@nestjs/common';
import { problem } from '../../common/errors/domain-error';
import { AssessLicenseService } from '../assessment/assess-license.service';
import type { Assessment, VerificationScope } from '../rules/assessment';
import type { VerificationRequest } from '../rules/license-context';
import { VerificationLogService } from '../log/verification-log.service';
import type { Activation } from '../../licenses/activations/activation.entity';
import { type ActivationId, FindActivationService, type LicensedActivation } from './find-activation.service';
import { SeatsService } from '../seats/seats.service';

/** Options of the API through which domains activate. */
export type ReactivationOptions = Pick<VerificationScope, 'behavior' | 'exactDomains'>;

/** Reactivates an ended activation on behalf of its device. */
@Injectable()
export class ReactivateActivationService {
  constructor(
    private readonly assessments: AssessLicenseService,
    private readonly activations: FindActivationService,
    private readonly seats: SeatsService,
    private readonly log: VerificationLogService,
  ) {}

  /**
   * Refused if the device itself could not activate now. An active activation is unchanged.
   * @param options apply to domains only
   */
  async reactivate(id: ActivationId, options: ReactivationOptions = {}): Promise<LicensedActivation> {
    const ended = await this.activations.get(id);
    const { key } = ended.license;
    const { behavior, exactDomains } = ended.kind === 'domain' ? options : {};
    const device = { fingerprint: ended.fingerprint };
    const request = { ...toSeatRequest(ended), exactDomains };
    return this.assessments.assessLocked(
      { key, device, request },
      async (assessment) => {
        await this.seat(assessment);
        return this.activations.get(id);
      },
      { behavior },
    );
  }

  private async seat(assessment: Assessment): Promise<void> {
    const { context, usable, call } = assessment;
    // Read under the lock: it may have changed while this call waited.
    if (!context?.activation) {
      throw problem('ACTIVATION_NOT_FOUND');
    }
    if (context.activation.isActive) {
      return;
    }
    const entry = assessment.entry('activate');
    if (!usable) {
      await this.log.write(entry);
      throw assessment.refusal();
    }
    await this.seats.reactivate(usable, call.request, entry);
  }
}

/** The caller is not the device: its address and client name are unknown. */
function toSeatRequest({ kind, fingerprint, product }: Activation): VerificationRequest {
  const domain = kind === 'domain' ? fingerprint : undefined;
  return { operation: 'activate', fingerprint, domain, product: product?.reference };
}

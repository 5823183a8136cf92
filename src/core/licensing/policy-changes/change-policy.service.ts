import { Injectable } from '@nestjs/common';
import { PoliciesService } from '../../catalog/policies/policies.service';
import { referenced } from '../../common/errors/domain-error';
import { type LicenseId, LicensesService } from '../licenses/licenses.service';
import type { PolicyChoice } from './changed-columns';
import { type LicensePreview, PreviewPolicyChangeService } from './preview-policy-change.service';

export interface ChangePolicyInput extends PolicyChoice {
  /** Uid of the new policy. */
  readonly policy: string;
  /** Work out the change without making it. */
  readonly isDryRun: boolean;
}

/** Changes the policy of a license. */
@Injectable()
export class ChangePolicyService {
  constructor(
    private readonly licenses: LicensesService,
    private readonly policies: PoliciesService,
    private readonly previews: PreviewPolicyChangeService,
  ) {}

  /**
   * Seats above a new limit stay, as do the overrides and the own grants of the license.
   * @param at the time of the change, by default now
   */
  change(id: LicenseId, { policy: uid, isDryRun, ...choice }: ChangePolicyInput, at?: Date): Promise<LicensePreview> {
    return this.licenses.runLocked(id, async ({ license }) => {
      const policy = await referenced('policy', this.policies.get(uid));
      const preview = await this.previews.previewOne(license, policy, choice, at);
      if (!isDryRun) {
        await this.apply(license.id, preview);
      }
      return preview;
    });
  }

  private async apply(number: number, { after, policy }: LicensePreview): Promise<void> {
    await this.licenses.update(number, () => ({ event: 'license.policy_changed', change: { ...after, policy } }));
  }
}

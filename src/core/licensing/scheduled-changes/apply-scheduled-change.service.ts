import { Injectable } from '@nestjs/common';
import { ChangeLicenseService } from '../licenses/change-license.service';
import { UpdateLicenseDto } from '../licenses/dto/license-input.dto';
import { ExtendLicenseService } from '../licenses/extend-license.service';
import type { LicenseId } from '../licenses/licenses.service';
import { ChangePolicyService } from '../policy-changes/change-policy.service';
import { ChangeLicensePolicyDto } from '../policy-changes/dto/policy-change.dto';
import type { ScheduledAction, ScheduledParams } from '../licenses/scheduled-params';

type Operations = {
  readonly [Action in ScheduledAction]: (id: LicenseId, params: ScheduledParams[Action], at: Date) => Promise<unknown>;
};

/** Makes scheduled changes by the services that make them at once. */
@Injectable()
export class ApplyScheduledChangeService {
  constructor(
    private readonly changes: ChangeLicenseService,
    private readonly extension: ExtendLicenseService,
    private readonly policies: ChangePolicyService,
  ) {}

  /** @param at the date of the change, from which terms count even if it is made later */
  async apply<Action extends ScheduledAction>(
    id: LicenseId,
    { action, params }: { readonly action: Action; readonly params: ScheduledParams[Action] },
    at: Date,
  ): Promise<void> {
    await this.operations[action](id, params, at);
  }

  private readonly operations: Operations = {
    extend: (id, { from, ...span }, at) => this.extension.renew(id, span, from, at),
    change_policy: (id, params, at) => this.policies.change(id, ChangeLicensePolicyDto.toInput(params), at),
    seats: (id, params) => this.update(id, params),
    entitlements: (id, params) => this.update(id, params),
  };

  private update(id: LicenseId, params: ScheduledParams['seats'] & ScheduledParams['entitlements']): Promise<unknown> {
    return this.changes.change(id, UpdateLicenseDto.toChange(params));
  }
}

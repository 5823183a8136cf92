import { Injectable } from '@nestjs/common';
import { PoliciesService } from '../../catalog/policies/policies.service';
import { problem, referenced } from '../../common/errors/domain-error';
import { isInScope, scopeColumns, scoped } from '../../identity/permissions/caller';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { JobQueueService } from '../../platform/jobs/job-queue.service';
import type { ChangePolicyInput } from './change-policy.service';
import { type LicenseSelection, LicenseSelectionService, type SelectedLicenses } from './license-selection.service';
import { PolicyChange } from './policy-change.entity';
import { type PolicyChangePreview, PreviewPolicyChangeService } from './preview-policy-change.service';

/** Job that makes the changes. */
export const CHANGE_POLICIES = 'change-policies';

export interface BulkPolicyChangeInput extends ChangePolicyInput, SelectedLicenses {}

export type RequestedPolicyChange =
  { readonly preview: PolicyChangePreview } | { readonly preview?: undefined; readonly change: PolicyChange };

/** Queues and previews changes of many licenses to another policy. */
@Injectable()
export class BulkPolicyChangesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly policies: PoliciesService,
    private readonly selected: LicenseSelectionService,
    private readonly previews: PreviewPolicyChangeService,
    private readonly queue: JobQueueService,
  ) {}

  async request(input: BulkPolicyChangeInput): Promise<RequestedPolicyChange> {
    const { policy: uid, isDryRun, limits, expiry } = input;
    const selection = await this.selected.of(input);
    const policy = await referenced('policy', this.policies.get(uid));
    return isDryRun
      ? { preview: await this.previews.preview(selection, policy, { limits, expiry }) }
      : { change: await this.start({ ...input, policy: policy.uid }, selection) };
  }

  async get(uid: string): Promise<PolicyChange> {
    const query = this.work.manager.createQueryBuilder(PolicyChange, 'change').where('change.uid = :uid', { uid });
    const change = await scoped(query, 'change.productId').getOne();
    if (!change || change.productIds?.some((id) => !isInScope(id))) {
      throw problem('POLICY_CHANGE_NOT_FOUND');
    }
    return change;
  }

  private async start(
    { policy, ...choice }: BulkPolicyChangeInput,
    selection: LicenseSelection,
  ): Promise<PolicyChange> {
    const total = await this.selected.count(selection);
    return this.work.run(async (manager) => {
      const change = manager.create(PolicyChange, {
        policyUid: policy,
        limits: [...choice.limits],
        expiry: choice.expiry,
        filter: JSON.parse(JSON.stringify(selection.filter)) as PolicyChange['filter'],
        ...scopeColumns(selection.scope),
        total,
        done: 0,
        changed: 0,
        cursor: null,
        createdAt: selection.now,
        continuedAt: null,
        finishedAt: null,
        failure: null,
      });
      const created = await this.work.create('policy_change.started', change);
      await this.queue.add({ name: CHANGE_POLICIES, payload: { change: created.id } });
      return created;
    });
  }
}

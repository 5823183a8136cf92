import { Injectable } from '@nestjs/common';
import { PoliciesService, type Policy } from '../../../core/catalog';
import { type PolicyChange, versionOf } from '../../../core/catalog/internal';
import { problem } from '../../../core/common';
import { UnitOfWork } from '../../../core/platform';
import { type PolicyChange as LicenseChange } from '../../../core/licensing';
import { BulkPolicyChangesService, type CopiedLimit } from '../../../core/licensing/internal';

export interface Revision {
  /** The version of the policy that the caller has read. */
  readonly seen: string;
  /** Limits in which issued licenses with the old value follow. */
  readonly follow: readonly CopiedLimit[];
}

export interface Revised {
  readonly policy: Policy;
  /** Changes of issued licenses, which go on in the background. */
  readonly changes: readonly LicenseChange[];
}

/** Changes a policy and, if asked to, the limits that its issued licenses have copied from it. */
@Injectable()
export class RevisePolicyService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly policies: PoliciesService,
    private readonly bulk: BulkPolicyChangesService,
  ) {}

  revise(uid: string, change: PolicyChange, { seen, follow }: Revision): Promise<Revised> {
    return this.work.run(async () => {
      const before = await this.policies.get(uid);
      if (versionOf(before) !== seen) {
        throw problem('POLICY_CHANGED');
      }
      const policy = await this.policies.change(uid, change, seen);
      const changes: LicenseChange[] = [];
      for (const limit of follow) {
        changes.push(...(await this.follow(uid, limit, before)));
      }
      return { policy, changes };
    });
  }

  private async follow(uid: string, limit: CopiedLimit, before: Policy): Promise<LicenseChange[]> {
    const filter = { policy: uid, withLimit: { limit, value: before[limit] } };
    const requested = await this.bulk.request({
      policy: uid,
      limits: [limit],
      expiry: 'keep',
      isDryRun: false,
      filter,
    });
    return requested.preview ? [] : [requested.change];
  }
}

import type { SentGrants } from '../../catalog/grants/dto/grants.dto';
import type { RenewalBasis } from '../../catalog/policies/behavior';
import type { GivenSpan } from '../../catalog/policies/duration';
import type { ExpiryChange } from '../policy-changes/changed-columns';
import type { LimitName } from '../policy-changes/dto/policy-change.dto';

/** Operations on a license that can take effect at a later date. */
export const SCHEDULED_ACTIONS = ['extend', 'change_policy', 'seats', 'entitlements'] as const;
/** Operation on a license that can take effect at a later date. */
export type ScheduledAction = (typeof SCHEDULED_ACTIONS)[number];

/** Parameters of the operations, as the API takes, stores and shows them. */
export interface ScheduledParams {
  extend: GivenSpan & { readonly from?: RenewalBasis };
  change_policy: {
    /** Uid or name. */
    readonly policy: string;
    /** Limits that follow the policy; all by default. */
    readonly limits?: LimitName[];
    /** `keep` by default. */
    readonly expiry?: ExpiryChange;
  };
  /** Null is unlimited; what is left out is unchanged. */
  seats: {
    readonly max_activations?: number | null;
    readonly max_users?: number | null;
    readonly max_sessions?: number | null;
  };
  /** Each replaces all of its kind that the license has of its own. */
  entitlements: Pick<SentGrants, 'entitlements' | 'meters' | 'credits'>;
}

/** An operation with its parameters. */
export type ScheduledOperation = {
  readonly [Action in ScheduledAction]: { readonly action: Action; readonly params: ScheduledParams[Action] };
}[ScheduledAction];

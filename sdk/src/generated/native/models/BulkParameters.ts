/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { RenewalBasis } from './RenewalBasis';
export type BulkParameters = {
    /**
     * To extend: days to add. Either this or `until`. 1 to 36,500.
     */
    days?: number | undefined;
    /**
     * Date from which the days count; by default, the `renewal_basis` of each license's policy.
     */
    from?: RenewalBasis | undefined;
    /**
     * To extend: new expiration date. Licenses that expire later are skipped. ISO 8601.
     */
    until?: string | undefined;
    /**
     * To move: UUID or reference of the new customer; null removes the customer. At most 255 characters.
     */
    customer?: string | null | undefined;
    /**
     * To change the policy: ID of the new policy. All limits follow it; a term that has begun is kept.
     */
    policy?: string | undefined;
    /**
     * Why the licenses change. At most 500 characters.
     */
    reason?: string | undefined;
    /**
     * Order or ticket. At most 100 characters.
     */
    reference?: string | undefined;
};


/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { GivenGrantSource } from './GivenGrantSource';
export type AddMeterGrant = {
    /**
     * Amount that can be taken; of a credit, a decimal text.
     */
    amount: (number | string);
    /**
     * From when on it can be taken; at once by default. ISO 8601.
     */
    starts_at?: string | null | undefined;
    /**
     * Until when it can be taken; without an end by default. A date alone is its last second in `TIME_ZONE`. ISO 8601.
     */
    expires_at?: string | null | undefined;
    /**
     * The lowest is taken first, then the soonest end, then the oldest. The allowance of the policy has 50. 0 to 100.
     */
    priority?: number | undefined;
    /**
     * Why it is given.
     */
    source?: GivenGrantSource | undefined;
    /**
     * Remark. At most 500 characters.
     */
    note?: string | undefined;
};


/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
import type { EventHead } from './EventHead';
import type { LicenseLimitReachedEventDataOf } from './LicenseLimitReachedEventDataOf';
/**
 * A seat, a use or a meter was refused because a limit is reached; at most once an hour for a license.
 */
export type LicenseLimitReachedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'license.limit_reached';
    /**
     * Data of the event.
     */
    data: {
        /**
         * License.
         */
        license_id: string;
        /**
         * Key of the license.
         */
        license_key: string;
        /**
         * Reference of the product; null if it has been deleted since.
         */
        product: string | null;
        /**
         * Customer; null without one, or if it has been deleted since.
         */
        customer_id: string | null;
        /**
         * The limit that is reached.
         */
        of: LicenseLimitReachedEventDataOf;
        /**
         * Code of the meter; null for other limits.
         */
        meter: string | null;
        /**
         * The limit, including the overage that the policy allows.
         */
        limit: number;
        /**
         * Amount that is used of the limit.
         */
        used: number;
        change?: EventChange | undefined;
    };
});


/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ContinuationAction } from './ContinuationAction';
import type { EntitlementGrant } from './EntitlementGrant';
export type CreatePurchaseLink = {
    /**
     * Effect of the payment on the license, as of a line of an order.
     */
    action: ContinuationAction;
    /**
     * UUID or name of the new policy of an `upgrade`. At most 255 characters.
     */
    policy?: string | undefined;
    /**
     * Seats that `add_seats` adds; 1 by default. 1 to 2,147,483,647.
     */
    seats?: number | undefined;
    /**
     * Entitlements that `add_entitlements` grants. Up to 100 codes with a value that fits the declaration, or an object of `value` and `expires_at`.
     */
    entitlements?: Record<string, EntitlementGrant> | undefined;
    /**
     * UUID or name of the shop at whose checkout the `url` leads; by default, any shop that has one. At most 255 characters.
     */
    shop?: string | undefined;
    /**
     * Code of the meter that `top_up` grants. At most 64 characters.
     */
    meter?: string | undefined;
    /**
     * Amount of the meter. 1 to 1,000,000,000.
     */
    amount?: number | undefined;
    /**
     * Seconds until the link ends: a later payment needs a person. 300 to 31,622,400; 2,592,000 by default.
     */
    expires_in?: number | undefined;
};


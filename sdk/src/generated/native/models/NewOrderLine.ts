/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ContinuationAction } from './ContinuationAction';
import type { EntitlementGrant } from './EntitlementGrant';
import type { UpgradeTime } from './UpgradeTime';
export type NewOrderLine = {
    /**
     * UUID or reference of the product; it is needed unless the policy is the own policy of a product. At most 255 characters.
     */
    product?: string | undefined;
    /**
     * UUID or name of the policy of the licenses; by default the product's own. The new policy of an `upgrade`. At most 255 characters.
     */
    policy?: string | undefined;
    /**
     * UUID, number or key of a license that the line continues, instead of `product`: no license is issued. At most 255 characters.
     */
    license?: string | undefined;
    /**
     * Effect on `license`: `renew` adds the term of its policy `quantity` times, or follows `period_end`; `upgrade` moves it to `policy`; `add_seats` adds `seats`, 1 by default, `quantity` times; `add_entitlements` grants `entitlements`; `top_up` grants `amount` of `meter` `quantity` times.
     */
    action?: ContinuationAction | undefined;
    /**
     * When an `upgrade` takes effect. `period_end`: at the end that the license has now, as a scheduled change of the license; a refund before it cancels the change.
     */
    effective?: UpgradeTime | undefined;
    /**
     * Entitlements that `add_entitlements` grants, without an end. Up to 100 codes with a value that fits the declaration, or an object of `value` and `expires_at`.
     */
    entitlements?: Record<string, EntitlementGrant> | undefined;
    /**
     * Code of the meter that `top_up` grants. At most 64 characters.
     */
    meter?: string | undefined;
    /**
     * Amount of the meter; of a credit, a decimal text.
     */
    amount?: (number | string) | undefined;
    /**
     * When a top-up ends; without it, never. ISO 8601.
     */
    expires_at?: string | undefined;
    /**
     * Number of licenses. 1 to 500; 1 by default.
     */
    quantity?: number | undefined;
    /**
     * Seats of each license (`max_activations`); by default those of the policy. 1 to 2,147,483,647.
     */
    seats?: number | null | undefined;
    /**
     * Price of the whole line in the smallest unit of the currency, such as cents. 0 to 100,000,000,000,000.
     */
    price?: number | null | undefined;
    /**
     * ISO 4217 code of the currency; all lines have the same.
     */
    currency?: string | null | undefined;
    /**
     * ID of the line in the shop. At most 255 characters.
     */
    external_id?: string | null | undefined;
};


/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EntitlementGrant } from './EntitlementGrant';
import type { MappingUnit } from './MappingUnit';
export type UpdateShopMapping = {
    /**
     * UUID or reference of the product; it is needed unless the policy is the own policy of a product. At most 255 characters.
     */
    product?: string | undefined;
    /**
     * UUID or name of the policy of the licenses; by default the product's own. At most 255 characters.
     */
    policy?: string | undefined;
    /**
     * Meaning of the quantity. `license`: so many licenses. `seat`: one license with so many seats. `none`: the item gives no license, such as a fee.
     */
    per?: MappingUnit | undefined;
    /**
     * Entitlements that the licenses have besides those of their policy, without an end of their own. Up to 100 codes with a value that fits the declaration, or an object of `value` and `expires_at`.
     */
    entitlements?: Record<string, EntitlementGrant> | undefined;
    /**
     * Whether an upgrade by this item begins the term of its policy, with the rest of the old term added. False by default.
     */
    credit_rest?: boolean | undefined;
    /**
     * Address at which customers buy the item. In it, `{reference}` is replaced by that of a purchase link, which the checkout has to carry. Null without one. At most 2,000 characters.
     */
    checkout_url?: string | null | undefined;
};


/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { MappingUnit } from './MappingUnit';
export type ShopMapping = {
    /**
     * UUID.
     */
    id: string;
    /**
     * Reference of the product; null if the item gives no license.
     */
    product: string | null;
    /**
     * UUID of the policy; null if the item gives no license.
     */
    policy: string | null;
    /**
     * Meaning of the quantity. `license`: so many licenses. `seat`: one license with so many seats. `none`: the item gives no license, such as a fee.
     */
    per: MappingUnit;
    /**
     * Values of entitlements by code; empty without any.
     */
    entitlements: Record<string, unknown>;
    /**
     * Address at which customers buy the item by a purchase link; null without one.
     */
    checkout_url: string | null;
    /**
     * ID of a price, variant or product in the shop.
     */
    external_id: string;
    /**
     * Whether an upgrade by this item begins the term of its policy, with the rest of the old term added.
     */
    credit_rest: boolean;
    /**
     * When it was created. ISO 8601.
     */
    created_at: string;
    /**
     * When it was last changed. ISO 8601.
     */
    updated_at: string;
};


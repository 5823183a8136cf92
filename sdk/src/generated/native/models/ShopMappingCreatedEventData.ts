/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
/**
 * Data of the event.
 */
export type ShopMappingCreatedEventData = {
    /**
     * Shop id.
     */
    shop_id: string;
    /**
     * External id.
     */
    external_id: string;
    /**
     * Meaning of the quantity. `license`: so many licenses. `seat`: one license with so many seats. `none`: the item gives no license, such as a fee.
     */
    per: string;
    /**
     * Product.
     */
    product: string | null;
    /**
     * Policy id.
     */
    policy_id: string | null;
    change?: EventChange | undefined;
};


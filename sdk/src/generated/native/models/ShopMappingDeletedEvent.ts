/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
import type { EventHead } from './EventHead';
/**
 * A mapping of a shop was deleted.
 */
export type ShopMappingDeletedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'shop.mapping_deleted';
    /**
     * Data of the event.
     */
    data: {
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
        change?: EventChange | undefined;
    };
});


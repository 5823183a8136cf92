/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
import type { EventHead } from './EventHead';
import type { ShopEventNeedsAttentionEventDataState } from './ShopEventNeedsAttentionEventDataState';
/**
 * An event of a shop could not be applied, for example because its item is not mapped.
 */
export type ShopEventNeedsAttentionEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'shop.event_needs_attention';
    /**
     * Data of the event.
     */
    data: {
        /**
         * Name of the shop.
         */
        shop: string;
        /**
         * The event of the shop.
         */
        shop_event_id: string;
        /**
         * Type of the event, as the shop calls it.
         */
        type: string;
        /**
         * State of the event.
         */
        state: ShopEventNeedsAttentionEventDataState;
        /**
         * Reason in words, for people.
         */
        reason: string;
        change?: EventChange | undefined;
    };
});


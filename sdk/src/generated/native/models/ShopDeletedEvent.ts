/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { ShopRecord } from './ShopRecord';
/**
 * A shop was disconnected.
 */
export type ShopDeletedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'shop.deleted';
    /**
     * Data of the event.
     */
    data: ShopRecord;
});


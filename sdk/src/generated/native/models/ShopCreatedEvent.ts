/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { ShopRecord } from './ShopRecord';
/**
 * A shop was connected.
 */
export type ShopCreatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'shop.created';
    /**
     * Data of the event.
     */
    data: ShopRecord;
});


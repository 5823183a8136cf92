/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { ShopChanges } from './ShopChanges';
/**
 * The settings of a shop were changed.
 */
export type ShopUpdatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'shop.updated';
    /**
     * Data of the event.
     */
    data: ShopChanges;
});


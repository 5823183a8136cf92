/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { ShopMappingCreatedEventData } from './ShopMappingCreatedEventData';
/**
 * An item of a shop was mapped to licenses.
 */
export type ShopMappingCreatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'shop.mapping_created';
    /**
     * Data of the event.
     */
    data: ShopMappingCreatedEventData;
});


/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { ShopMappingCreatedEventData } from './ShopMappingCreatedEventData';
/**
 * A mapping of a shop was changed.
 */
export type ShopMappingUpdatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'shop.mapping_updated';
    /**
     * Data of the event.
     */
    data: ShopMappingCreatedEventData;
});


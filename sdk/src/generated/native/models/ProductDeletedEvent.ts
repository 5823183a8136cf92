/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { ProductDeletedEventData } from './ProductDeletedEventData';
/**
 * A product was deleted.
 */
export type ProductDeletedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'product.deleted';
    /**
     * Data of the event.
     */
    data: ProductDeletedEventData;
});


/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { ProductDeletedEventData } from './ProductDeletedEventData';
/**
 * A deleted product was restored.
 */
export type ProductRestoredEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'product.restored';
    /**
     * Data of the event.
     */
    data: ProductDeletedEventData;
});


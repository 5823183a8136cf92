/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { ProductRecord } from './ProductRecord';
/**
 * A product was added.
 */
export type ProductCreatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'product.created';
    /**
     * Data of the event.
     */
    data: ProductRecord;
});


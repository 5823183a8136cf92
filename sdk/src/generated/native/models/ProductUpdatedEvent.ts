/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { ProductChanges } from './ProductChanges';
/**
 * A product was changed; has the changed values.
 */
export type ProductUpdatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'product.updated';
    /**
     * Data of the event.
     */
    data: ProductChanges;
});


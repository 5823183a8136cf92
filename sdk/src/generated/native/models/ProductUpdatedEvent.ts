/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ProductChanges } from './ProductChanges';
import type { RecordTarget } from './RecordTarget';
/**
 * A product was changed; has the changed values.
 */
export type ProductUpdatedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: ProductChanges;
    /**
     * Type of the event.
     */
    type: 'product.updated';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};


/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ProductDeletedEventData } from './ProductDeletedEventData';
import type { RecordTarget } from './RecordTarget';
/**
 * A deleted product was restored.
 */
export type ProductRestoredEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: ProductDeletedEventData;
    /**
     * Type of the event.
     */
    type: 'product.restored';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};


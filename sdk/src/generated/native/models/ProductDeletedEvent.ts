/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ProductDeletedEventData } from './ProductDeletedEventData';
import type { RecordTarget } from './RecordTarget';
/**
 * A product was deleted.
 */
export type ProductDeletedEvent = {
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
    type: 'product.deleted';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};


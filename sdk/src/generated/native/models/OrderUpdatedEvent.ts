/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { OrderChanges } from './OrderChanges';
import type { RecordTarget } from './RecordTarget';
/**
 * The metadata of an order was changed.
 */
export type OrderUpdatedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: OrderChanges;
    /**
     * Type of the event.
     */
    type: 'order.updated';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};


/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { OrderRecord } from './OrderRecord';
import type { RecordTarget } from './RecordTarget';
/**
 * A paid order was placed, which gives licenses.
 */
export type OrderPaidEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: OrderRecord;
    /**
     * Type of the event.
     */
    type: 'order.paid';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};


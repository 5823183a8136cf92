/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { OrderLimitsExceededEventData } from './OrderLimitsExceededEventData';
import type { RecordTarget } from './RecordTarget';
/**
 * What a payment had given was taken back, and more than the limits of the license is in use; names the limits.
 */
export type OrderLimitsExceededEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: OrderLimitsExceededEventData;
    /**
     * Type of the event.
     */
    type: 'order.limits_exceeded';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};


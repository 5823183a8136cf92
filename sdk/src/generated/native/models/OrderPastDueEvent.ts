/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { OrderRenewedEventData } from './OrderRenewedEventData';
import type { RecordTarget } from './RecordTarget';
/**
 * A payment of a subscription failed.
 */
export type OrderPastDueEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: OrderRenewedEventData;
    /**
     * Type of the event.
     */
    type: 'order.past_due';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};


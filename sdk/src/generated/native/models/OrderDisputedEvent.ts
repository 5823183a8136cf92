/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { OrderRenewedEventData } from './OrderRenewedEventData';
import type { RecordTarget } from './RecordTarget';
/**
 * A buyer disputes the payment of an order.
 */
export type OrderDisputedEvent = {
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
    type: 'order.disputed';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};


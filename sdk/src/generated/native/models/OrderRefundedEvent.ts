/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { OrderPlanChangedEventData } from './OrderPlanChangedEventData';
import type { RecordTarget } from './RecordTarget';
/**
 * An order was paid back as a whole.
 */
export type OrderRefundedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: OrderPlanChangedEventData;
    /**
     * Type of the event.
     */
    type: 'order.refunded';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};


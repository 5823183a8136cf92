/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { OrderPlanChangedEventData } from './OrderPlanChangedEventData';
import type { RecordTarget } from './RecordTarget';
/**
 * The licenses of an order moved to another policy.
 */
export type OrderPlanChangedEvent = {
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
    type: 'order.plan_changed';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};


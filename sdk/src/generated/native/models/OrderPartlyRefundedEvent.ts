/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { OrderPlanChangedEventData } from './OrderPlanChangedEventData';
/**
 * A part of an order was paid back.
 */
export type OrderPartlyRefundedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'order.partly_refunded';
    /**
     * Data of the event.
     */
    data: OrderPlanChangedEventData;
});


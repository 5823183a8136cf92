/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { OrderPlanChangedEventData } from './OrderPlanChangedEventData';
/**
 * An order was paid back as a whole.
 */
export type OrderRefundedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'order.refunded';
    /**
     * Data of the event.
     */
    data: OrderPlanChangedEventData;
});


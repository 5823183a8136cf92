/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { OrderRenewedEventData } from './OrderRenewedEventData';
/**
 * A buyer disputes the payment of an order.
 */
export type OrderDisputedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'order.disputed';
    /**
     * Data of the event.
     */
    data: OrderRenewedEventData;
});


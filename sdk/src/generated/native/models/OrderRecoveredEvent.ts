/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { OrderRenewedEventData } from './OrderRenewedEventData';
/**
 * The missing payment of an order was made.
 */
export type OrderRecoveredEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'order.recovered';
    /**
     * Data of the event.
     */
    data: OrderRenewedEventData;
});


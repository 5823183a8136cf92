/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { OrderRenewedEventData } from './OrderRenewedEventData';
/**
 * An order was cancelled; its licenses end with the paid period, or now.
 */
export type OrderCancelledEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'order.cancelled';
    /**
     * Data of the event.
     */
    data: OrderRenewedEventData;
});


/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { OrderRenewedEventData } from './OrderRenewedEventData';
/**
 * The licenses of an order were suspended, because its payment is still missing.
 */
export type OrderSuspendedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'order.suspended';
    /**
     * Data of the event.
     */
    data: OrderRenewedEventData;
});


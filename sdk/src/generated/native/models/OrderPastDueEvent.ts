/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { OrderRenewedEventData } from './OrderRenewedEventData';
/**
 * A payment of a subscription failed.
 */
export type OrderPastDueEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'order.past_due';
    /**
     * Data of the event.
     */
    data: OrderRenewedEventData;
});


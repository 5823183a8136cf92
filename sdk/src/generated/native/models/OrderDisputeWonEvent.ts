/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { OrderRenewedEventData } from './OrderRenewedEventData';
/**
 * A dispute about an order was won; says which licenses it concerned.
 */
export type OrderDisputeWonEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'order.dispute_won';
    /**
     * Data of the event.
     */
    data: OrderRenewedEventData;
});


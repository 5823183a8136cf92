/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { OrderRenewedEventData } from './OrderRenewedEventData';
/**
 * A further period of a subscription was paid; the licenses end later.
 */
export type OrderRenewedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'order.renewed';
    /**
     * Data of the event.
     */
    data: OrderRenewedEventData;
});


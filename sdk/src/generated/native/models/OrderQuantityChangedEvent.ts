/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { OrderPlanChangedEventData } from './OrderPlanChangedEventData';
/**
 * The number of licenses or seats of an order was changed.
 */
export type OrderQuantityChangedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'order.quantity_changed';
    /**
     * Data of the event.
     */
    data: OrderPlanChangedEventData;
});


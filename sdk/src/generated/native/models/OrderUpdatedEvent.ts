/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { OrderChanges } from './OrderChanges';
/**
 * The metadata of an order was changed.
 */
export type OrderUpdatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'order.updated';
    /**
     * Data of the event.
     */
    data: OrderChanges;
});


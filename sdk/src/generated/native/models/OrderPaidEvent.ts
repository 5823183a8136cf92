/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { OrderRecord } from './OrderRecord';
/**
 * A paid order was placed, which gives licenses.
 */
export type OrderPaidEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'order.paid';
    /**
     * Data of the event.
     */
    data: OrderRecord;
});


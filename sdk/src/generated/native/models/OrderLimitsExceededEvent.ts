/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { OrderLimitsExceededEventData } from './OrderLimitsExceededEventData';
/**
 * What a payment had given was taken back, and more than the limits of the license is in use; names the limits.
 */
export type OrderLimitsExceededEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'order.limits_exceeded';
    /**
     * Data of the event.
     */
    data: OrderLimitsExceededEventData;
});


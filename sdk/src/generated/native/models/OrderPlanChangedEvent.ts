/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { OrderPlanChangedEventData } from './OrderPlanChangedEventData';
/**
 * The licenses of an order moved to another policy.
 */
export type OrderPlanChangedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'order.plan_changed';
    /**
     * Data of the event.
     */
    data: OrderPlanChangedEventData;
});


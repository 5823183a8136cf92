/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CustomerPurgedEventData } from './CustomerPurgedEventData';
import type { EventHead } from './EventHead';
/**
 * A deleted customer can no longer be restored.
 */
export type CustomerPurgedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'customer.purged';
    /**
     * Data of the event.
     */
    data: CustomerPurgedEventData;
});


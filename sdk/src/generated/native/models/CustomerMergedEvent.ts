/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CustomerMergedEventData } from './CustomerMergedEventData';
import type { EventHead } from './EventHead';
/**
 * Two customers became one; names the deleted one.
 */
export type CustomerMergedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'customer.merged';
    /**
     * Data of the event.
     */
    data: CustomerMergedEventData;
});


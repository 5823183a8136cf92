/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CustomerDeletedEventData } from './CustomerDeletedEventData';
import type { EventHead } from './EventHead';
/**
 * A customer was deleted.
 */
export type CustomerDeletedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'customer.deleted';
    /**
     * Data of the event.
     */
    data: CustomerDeletedEventData;
});


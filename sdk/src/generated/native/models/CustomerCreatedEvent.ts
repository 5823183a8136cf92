/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CustomerRecord } from './CustomerRecord';
import type { EventHead } from './EventHead';
/**
 * A customer was added.
 */
export type CustomerCreatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'customer.created';
    /**
     * Data of the event.
     */
    data: CustomerRecord;
});


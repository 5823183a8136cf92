/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CustomerRecord } from './CustomerRecord';
import type { EventHead } from './EventHead';
/**
 * A deleted customer was restored.
 */
export type CustomerRestoredEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'customer.restored';
    /**
     * Data of the event.
     */
    data: CustomerRecord;
});


/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CustomerUserRecord } from './CustomerUserRecord';
import type { EventHead } from './EventHead';
/**
 * A person was added to a company.
 */
export type CustomerUserAddedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'customer_user.added';
    /**
     * Data of the event.
     */
    data: CustomerUserRecord;
});


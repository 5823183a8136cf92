/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CustomerUserRecord } from './CustomerUserRecord';
import type { EventHead } from './EventHead';
/**
 * A person was removed from a company.
 */
export type CustomerUserRemovedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'customer_user.removed';
    /**
     * Data of the event.
     */
    data: CustomerUserRecord;
});


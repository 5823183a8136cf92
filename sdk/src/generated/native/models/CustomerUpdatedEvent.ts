/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CustomerChanges } from './CustomerChanges';
import type { EventHead } from './EventHead';
/**
 * A customer was changed; has the changed values.
 */
export type CustomerUpdatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'customer.updated';
    /**
     * Data of the event.
     */
    data: CustomerChanges;
});


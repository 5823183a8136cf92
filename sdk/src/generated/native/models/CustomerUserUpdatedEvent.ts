/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CustomerUserChanges } from './CustomerUserChanges';
import type { EventHead } from './EventHead';
/**
 * The name or the role of a person of a company was changed.
 */
export type CustomerUserUpdatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'customer_user.updated';
    /**
     * Data of the event.
     */
    data: CustomerUserChanges;
});


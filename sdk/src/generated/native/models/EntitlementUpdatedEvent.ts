/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EntitlementChanges } from './EntitlementChanges';
import type { EventHead } from './EventHead';
/**
 * The definition of a feature was changed.
 */
export type EntitlementUpdatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'entitlement.updated';
    /**
     * Data of the event.
     */
    data: EntitlementChanges;
});


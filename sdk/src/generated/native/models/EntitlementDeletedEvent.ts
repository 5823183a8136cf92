/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EntitlementRecord } from './EntitlementRecord';
import type { EventHead } from './EventHead';
/**
 * The definition of a feature was deleted.
 */
export type EntitlementDeletedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'entitlement.deleted';
    /**
     * Data of the event.
     */
    data: EntitlementRecord;
});


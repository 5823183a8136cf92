/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EntitlementRecord } from './EntitlementRecord';
import type { EventHead } from './EventHead';
/**
 * A feature was defined for a product.
 */
export type EntitlementCreatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'entitlement.created';
    /**
     * Data of the event.
     */
    data: EntitlementRecord;
});


/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { PolicyRecord } from './PolicyRecord';
/**
 * A policy was deleted.
 */
export type PolicyDeletedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'policy.deleted';
    /**
     * Data of the event.
     */
    data: PolicyRecord;
});


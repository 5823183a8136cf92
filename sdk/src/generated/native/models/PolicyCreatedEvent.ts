/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { PolicyRecord } from './PolicyRecord';
/**
 * A policy was added.
 */
export type PolicyCreatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'policy.created';
    /**
     * Data of the event.
     */
    data: PolicyRecord;
});


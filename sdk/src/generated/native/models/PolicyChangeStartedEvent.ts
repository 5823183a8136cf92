/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { PolicyChangeRecord } from './PolicyChangeRecord';
/**
 * A change of many licenses' policy was started.
 */
export type PolicyChangeStartedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'policy_change.started';
    /**
     * Data of the event.
     */
    data: PolicyChangeRecord;
});


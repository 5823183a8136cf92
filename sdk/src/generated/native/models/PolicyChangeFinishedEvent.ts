/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { PolicyChangeChanges } from './PolicyChangeChanges';
/**
 * A change of many licenses' policy was finished.
 */
export type PolicyChangeFinishedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'policy_change.finished';
    /**
     * Data of the event.
     */
    data: PolicyChangeChanges;
});


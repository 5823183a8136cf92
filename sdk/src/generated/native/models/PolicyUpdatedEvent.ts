/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { PolicyChanges } from './PolicyChanges';
/**
 * A policy was changed; has the changed values.
 */
export type PolicyUpdatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'policy.updated';
    /**
     * Data of the event.
     */
    data: PolicyChanges;
});


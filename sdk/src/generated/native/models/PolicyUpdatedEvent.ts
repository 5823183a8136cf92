/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { PolicyChanges } from './PolicyChanges';
import type { RecordTarget } from './RecordTarget';
/**
 * A policy was changed; has the changed values.
 */
export type PolicyUpdatedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: PolicyChanges;
    /**
     * Type of the event.
     */
    type: 'policy.updated';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};


/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { PolicyChangeChanges } from './PolicyChangeChanges';
import type { RecordTarget } from './RecordTarget';
/**
 * A change of many licenses' policy was finished.
 */
export type PolicyChangeFinishedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: PolicyChangeChanges;
    /**
     * Type of the event.
     */
    type: 'policy_change.finished';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};


/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { PolicyChangeRecord } from './PolicyChangeRecord';
import type { RecordTarget } from './RecordTarget';
/**
 * A change of many licenses' policy was started.
 */
export type PolicyChangeStartedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: PolicyChangeRecord;
    /**
     * Type of the event.
     */
    type: 'policy_change.started';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};


/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { PolicyRecord } from './PolicyRecord';
import type { RecordTarget } from './RecordTarget';
/**
 * A policy was added.
 */
export type PolicyCreatedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: PolicyRecord;
    /**
     * Type of the event.
     */
    type: 'policy.created';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};


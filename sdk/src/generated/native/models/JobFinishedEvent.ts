/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { BackgroundJobChanges } from './BackgroundJobChanges';
import type { RecordTarget } from './RecordTarget';
/**
 * A job that changes many rows ended; says how many changed.
 */
export type JobFinishedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: BackgroundJobChanges;
    /**
     * Type of the event.
     */
    type: 'job.finished';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};


/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { BackgroundJobRecord } from './BackgroundJobRecord';
import type { RecordTarget } from './RecordTarget';
/**
 * A job that changes many rows was started.
 */
export type JobStartedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: BackgroundJobRecord;
    /**
     * Type of the event.
     */
    type: 'job.started';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};


/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { BackgroundJobChanges } from './BackgroundJobChanges';
import type { EventHead } from './EventHead';
/**
 * A job that changes many rows ended; says how many changed.
 */
export type JobFinishedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'job.finished';
    /**
     * Data of the event.
     */
    data: BackgroundJobChanges;
});


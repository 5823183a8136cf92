/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { BackgroundJobRecord } from './BackgroundJobRecord';
import type { EventHead } from './EventHead';
/**
 * A job that changes many rows was started.
 */
export type JobStartedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'job.started';
    /**
     * Data of the event.
     */
    data: BackgroundJobRecord;
});


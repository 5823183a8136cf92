/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { TrialRecord } from './TrialRecord';
/**
 * A trial was deleted, so that it can be asked for again.
 */
export type TrialDeletedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'trial.deleted';
    /**
     * Data of the event.
     */
    data: TrialRecord;
});


/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { TrialChanges } from './TrialChanges';
/**
 * A device asked for a trial.
 */
export type TrialRequestedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'trial.requested';
    /**
     * Data of the event.
     */
    data: TrialChanges;
});


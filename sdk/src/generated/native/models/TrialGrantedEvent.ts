/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { TrialChanges } from './TrialChanges';
/**
 * A trial was granted; names its license.
 */
export type TrialGrantedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'trial.granted';
    /**
     * Data of the event.
     */
    data: TrialChanges;
});


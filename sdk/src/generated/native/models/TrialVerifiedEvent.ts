/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { TrialChanges } from './TrialChanges';
/**
 * The e-mail address of a trial was confirmed.
 */
export type TrialVerifiedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'trial.verified';
    /**
     * Data of the event.
     */
    data: TrialChanges;
});


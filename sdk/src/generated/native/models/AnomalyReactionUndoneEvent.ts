/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AnomalyReactionStartedEventData } from './AnomalyReactionStartedEventData';
import type { EventHead } from './EventHead';
/**
 * The reaction to unusual use of a license was undone.
 */
export type AnomalyReactionUndoneEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'anomaly.reaction_undone';
    /**
     * Data of the event.
     */
    data: AnomalyReactionStartedEventData;
});


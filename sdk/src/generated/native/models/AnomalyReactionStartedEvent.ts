/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AnomalyReactionStartedEventData } from './AnomalyReactionStartedEventData';
import type { EventHead } from './EventHead';
/**
 * A rule reacted to unusual use of a license.
 */
export type AnomalyReactionStartedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'anomaly.reaction_started';
    /**
     * Data of the event.
     */
    data: AnomalyReactionStartedEventData;
});


/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AnomalyReactionStartedEventData } from './AnomalyReactionStartedEventData';
import type { EventHead } from './EventHead';
/**
 * A license was suspended by a rule for unusual use.
 */
export type AnomalyLicenseSuspendedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'anomaly.license_suspended';
    /**
     * Data of the event.
     */
    data: AnomalyReactionStartedEventData;
});

